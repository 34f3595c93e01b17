// Vercel's AI SDK with its own telemetry, sent by OpenTelemetry's exporter. The argument is the generation of the SDK.

import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { z } from "zod";

const generation = process.argv[2];
const { embed, generateText, registerTelemetry, stepCountIs, streamText, tool } = await import(`ai-${generation}`);
const { createOpenAI } = await import(`openai-${generation}`);

const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] });
provider.register();
if (registerTelemetry) {
  const { OpenTelemetry } = await import("@ai-sdk/otel");
  registerTelemetry(new OpenTelemetry({ runtimeContext: true }));
}

const openai = createOpenAI({ baseURL: process.env.OPENAI_BASE_URL, apiKey: process.env.OPENAI_API_KEY });
const model = openai.chat("gpt-4o");
const person = { userId: "ada", sessionId: "trip-1", tags: ["beta"] };
const included = { userId: true, sessionId: true, tags: true };
const settings = (functionId) =>
  registerTelemetry
    ? { telemetry: { functionId, includeRuntimeContext: included }, runtimeContext: person, maxRetries: 0 }
    : { experimental_telemetry: { isEnabled: true, functionId, metadata: person }, maxRetries: 0 };
const weather = tool({
  description: "The weather of a city.",
  inputSchema: z.object({ city: z.string() }),
  execute: async () => "Sunny, 21 degrees",
});

await generateText({
  model,
  system: "You answer in one sentence.",
  prompt: "What is the capital of France?",
  temperature: 0.2,
  maxOutputTokens: 64,
  ...settings("capital"),
});
for await (const text of streamText({ model, prompt: "Name three rivers.", ...settings("rivers") }).textStream) void text;
await generateText({
  model,
  prompt: "What is the weather in Paris?",
  tools: { weather },
  stopWhen: stepCountIs(3),
  ...settings("forecast"),
});
await embed({ model: openai.embedding("text-embedding-3-small"), value: "a sentence to embed", ...settings("embed") });
try {
  await generateText({ model: openai.chat("refuses"), prompt: "Will you answer?", ...settings("refusal") });
} catch (error) {
  if (!String(error).includes("refuses today")) throw error;
}
await provider.shutdown();
