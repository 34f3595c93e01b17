// The chat assistant traced with the JavaScript client 5: active observations, and attributes that propagate.
import { sdk } from "./start.mjs";
import { LangfuseClient } from "@langfuse/client";
import { propagateAttributes, startActiveObservation } from "@langfuse/tracing";
import OpenAI from "openai";

const SYSTEM = { role: "system", content: "You are terse." };
const langfuse = new LangfuseClient();
const openai = new OpenAI({ maxRetries: 0 });

async function chat(model, question, person) {
  const told = { traceName: "chat", tags: ["weather", "beta"], ...person };
  return propagateAttributes(told, () =>
    startActiveObservation("chat", async (span) => {
      const messages = [SYSTEM, { role: "user", content: question }];
      span.update({ input: messages, metadata: { channel: "web", attempt: 1, client: { os: "linux" } } });
      plan(span, question);
      try {
        const text = await answer(model, messages);
        span.update({ output: text });
        judge(span);
      } catch (error) {
        span.update({ output: `Error: ${error.message}` });
        throw error;
      }
    }),
  );
}

async function answer(model, messages) {
  const asked = { model, modelParameters: { temperature: 0.2, max_tokens: 256 }, input: messages };
  return startActiveObservation(
    "answer",
    async (generation) => {
      generation.update(asked);
      let text = "";
      try {
        for await (const piece of streamed(generation, model, messages)) text += piece;
      } catch (error) {
        generation.update({ output: text, level: "ERROR", statusMessage: error.message });
        throw error;
      }
      generation.update({ output: text });
      langfuse.score.observation(generation, { name: "brevity", value: 0.5 });
      return text;
    },
    { asType: "generation" },
  );
}

async function* streamed(generation, model, messages) {
  const options = { model, messages, stream: true, stream_options: { include_usage: true } };
  let started = false;
  for await (const chunk of await openai.chat.completions.create(options)) {
    if (chunk.usage) {
      const counts = { input: chunk.usage.prompt_tokens, output: chunk.usage.completion_tokens };
      generation.update({ usageDetails: counts, costDetails: { input: 0.001, output: 0.002 } });
    }
    for (const choice of chunk.choices) {
      if (!started) generation.update({ completionStartTime: new Date() });
      started = true;
      process.stdout.write(choice.delta.content ?? "");
      yield choice.delta.content ?? "";
    }
  }
}

function plan(span, question) {
  const asked = { input: { question }, level: "DEBUG", metadata: { steps: [1, 2] } };
  const planned = span.startObservation("plan", asked);
  const lookUp = planned.startObservation("look-up", { input: "paris" });
  const missed = { input: { key: "paris" }, level: "WARNING", statusMessage: "cold cache" };
  lookUp.startObservation("cache-miss", missed, { asType: "event" });
  lookUp.update({ output: ["weather", "map"] }).end();
  planned.update({ output: { tools: ["weather"] } }).end();
}

function judge(span) {
  langfuse.score.trace(span, { name: "helpfulness", value: 0.9, dataType: "NUMERIC", comment: "said it all" });
  langfuse.score.trace(span, { name: "tone", value: "friendly", dataType: "CATEGORICAL" });
  langfuse.score.trace(span, { name: "correct", value: 1, dataType: "BOOLEAN" });
}

await chat("gpt-stub", "Will it rain in Paris? ☂", { userId: "ada", sessionId: "trip-1" });
console.log();
try {
  await chat("breaks", "And in Rome, tomorrow?", { userId: "bob", sessionId: "trip-2" });
} catch (error) {
  console.log(` … ${error.message}`);
}
await langfuse.flush();
await sdk.shutdown();
