// The chat assistant traced with the JavaScript client 3 by hand, as with langfuse 2.
import { Langfuse } from "langfuse";
import OpenAI from "openai";

const SYSTEM = { role: "system", content: "You are terse." };
const langfuse = new Langfuse();
const openai = new OpenAI({ maxRetries: 0 });

async function* chat(model, question, person) {
  const trace = langfuse.trace({
    name: "chat",
    input: question,
    tags: ["weather", "beta"],
    metadata: { channel: "web", attempt: 1, client: { os: "linux" } },
    ...person,
  });
  const messages = [SYSTEM, { role: "user", content: question }];
  const span = trace.span({ name: "chat", input: messages });
  plan(question, span);
  const generation = span.generation({
    name: "answer",
    model,
    modelParameters: { temperature: 0.2, max_tokens: 256 },
    input: messages,
  });
  let text = "";
  try {
    const stream = await openai.chat.completions.create({
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    for await (const chunk of stream) {
      if (chunk.usage) {
        const counts = { input: chunk.usage.prompt_tokens, output: chunk.usage.completion_tokens };
        generation.update({ usageDetails: counts, costDetails: { input: 0.001, output: 0.002 } });
      }
      for (const choice of chunk.choices) {
        if (!text) generation.update({ completionStartTime: new Date() });
        text += choice.delta.content ?? "";
        yield choice.delta.content ?? "";
      }
    }
  } catch (error) {
    generation.end({ output: text, level: "ERROR", statusMessage: error.message });
    span.end({ output: `Error: ${error.message}` });
    throw error;
  }
  generation.end({ output: text });
  generation.score({ name: "brevity", value: 0.5 });
  span.end({ output: text });
  trace.update({ output: text });
  trace.score({ name: "helpfulness", value: 0.9, dataType: "NUMERIC", comment: "said it all" });
  trace.score({ name: "tone", value: "friendly", dataType: "CATEGORICAL" });
  trace.score({ name: "correct", value: 1, dataType: "BOOLEAN" });
}

function plan(question, span) {
  const plan = span.span({ name: "plan", input: { question }, level: "DEBUG", metadata: { steps: [1, 2] } });
  const lookUp = plan.span({ name: "look-up", input: "paris" });
  lookUp.event({ name: "cache-miss", input: { key: "paris" }, level: "WARNING", statusMessage: "cold cache" });
  lookUp.end({ output: ["weather", "map"] });
  plan.end({ output: { tools: ["weather"] } });
}

const ada = { userId: "ada", sessionId: "trip-1" };
for await (const piece of chat("gpt-stub", "Will it rain in Paris? ☂", ada)) process.stdout.write(piece);
console.log();
try {
  const bob = { userId: "bob", sessionId: "trip-2" };
  for await (const piece of chat("breaks", "And in Rome, tomorrow?", bob)) process.stdout.write(piece);
} catch (error) {
  console.log(` … ${error.message}`);
}
await langfuse.shutdownAsync();
