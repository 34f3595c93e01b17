// The same assistant's tools, traced with spans of the JavaScript client 3 and its wrapper of the OpenAI client.
import { Langfuse, observeOpenAI } from "langfuse";
import OpenAI from "openai";

const TOOLS = [{ type: "function", function: { name: "weather", parameters: { type: "object" } } }];
const langfuse = new Langfuse();
const openai = new OpenAI({ maxRetries: 0 });

async function brief(city) {
  const trace = langfuse.trace({
    name: "brief",
    userId: "ada",
    sessionId: "trip-1",
    tags: ["brief"],
    metadata: { channel: "mail" },
    input: [city],
  });
  trace.score({ name: "grounded", value: 0.75 });
  const forecast = await fetchForecast(trace, city);
  const summary = await summarise(trace, city, forecast);
  trace.update({ output: summary });
  return summary;
}

async function fetchForecast(parent, city) {
  const span = parent.span({ name: "fetch_forecast", input: [city] });
  const answer = await observeOpenAI(openai, { parent: span, generationName: "choose-tool" }).chat.completions.create({
    model: "gpt-stub",
    messages: [{ role: "user", content: `Forecast for ${city}?` }],
    tools: TOOLS,
    temperature: 0,
  });
  const call = answer.choices[0].message.tool_calls[0].function;
  const forecast = { tool: call.name, arguments: call.arguments };
  span.end({ output: forecast });
  return forecast;
}

async function summarise(parent, city, forecast) {
  const span = parent.span({ name: "summarise", input: [city, forecast], metadata: { style: "short" }, level: "DEBUG" });
  const stream = await observeOpenAI(openai, { parent: span, generationName: "OpenAI-generation" }).chat.completions.create({
    model: "gpt-stub",
    messages: [{ role: "user", content: `${city} in three words` }],
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = "";
  for await (const chunk of stream) for (const choice of chunk.choices) text += choice.delta.content ?? "";
  span.end({ output: text });
  return text;
}

console.log(await brief("Paris"));
await langfuse.flushAsync();
await observeOpenAI(openai).flushAsync();
