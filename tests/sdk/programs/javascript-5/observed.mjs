// The same assistant's tools, traced with the function wrapper of the JavaScript client 5 and its OpenAI client.
import { sdk } from "./start.mjs";
import { LangfuseClient } from "@langfuse/client";
import { observeOpenAI } from "@langfuse/openai";
import { observe, propagateAttributes, updateActiveObservation } from "@langfuse/tracing";
import OpenAI from "openai";

const TOOLS = [{ type: "function", function: { name: "weather", parameters: { type: "object" } } }];
const langfuse = new LangfuseClient();
const openai = new OpenAI({ maxRetries: 0 });

const fetchForecast = observe(
  async (city) => {
    const answer = await observeOpenAI(openai, { generationName: "choose-tool" }).chat.completions.create({
      model: "gpt-stub",
      messages: [{ role: "user", content: `Forecast for ${city}?` }],
      tools: TOOLS,
      temperature: 0,
    });
    const call = answer.choices[0].message.tool_calls[0].function;
    return { tool: call.name, arguments: call.arguments };
  },
  { name: "fetch_forecast" },
);

const summarise = observe(
  async (city, forecast) => {
    updateActiveObservation({ metadata: { style: "short" }, level: "DEBUG" });
    const stream = await observeOpenAI(openai, { generationName: "OpenAI-generation" }).chat.completions.create({
      model: "gpt-stub",
      messages: [{ role: "user", content: `${city} in three words` }],
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = "";
    for await (const chunk of stream) for (const choice of chunk.choices) text += choice.delta.content ?? "";
    return text;
  },
  { name: "summarise" },
);

const brief = observe(
  async (city) => {
    const told = { userId: "ada", sessionId: "trip-1", tags: ["brief"], metadata: { channel: "mail" } };
    return propagateAttributes(told, async () => {
      langfuse.score.activeTrace({ name: "grounded", value: 0.75 });
      return summarise(city, await fetchForecast(city));
    });
  },
  { name: "brief" },
);

const refused = observe(
  async () => {
    await propagateAttributes({ userId: "bob" }, async () => {
      throw new Error("no such city");
    });
  },
  { name: "refused" },
);

console.log(await brief("Paris"));
try {
  await refused();
} catch (error) {
  console.log(error.message);
}
await langfuse.flush();
await sdk.shutdown();
