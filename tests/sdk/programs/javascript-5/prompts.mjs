// Keeps prompts with the JavaScript client 5 and uses them; prints what it saw.
import { sdk } from "./start.mjs";
import { LangfuseClient } from "@langfuse/client";
import { startObservation } from "@langfuse/tracing";

const NAME = "support/greeting 100% Ö";
const client = new LangfuseClient();
const { prompt } = client;

const hello = { name: NAME, prompt: "Hello {{name}}", labels: ["production"], tags: ["a"], config: { t: 0.5 } };
const first = (await prompt.create(hello)).promptResponse;
const polite = { name: NAME, prompt: "Good day {{name}}", labels: [], commitMessage: "more polite" };
const second = (await prompt.create(polite)).promptResponse;
const found = await prompt.get(NAME);
const latest = await prompt.get(NAME, { label: "latest" });
const byVersion = await prompt.get(NAME, { version: 1 });
await prompt.update({ name: NAME, version: 2, newLabels: ["production", "polite"] });
const moved = await prompt.get(NAME, { cacheTtlSeconds: 0 });
const missing = await prompt.get("no such prompt", { fallback: "Hi {{name}}", maxRetries: 0 });

await prompt.create({ name: "tone", prompt: "Be {{style}}.", labels: ["production"] });
await prompt.create({
  name: "bot",
  type: "chat",
  prompt: [
    { role: "system", content: "@@@langfusePrompt:name=tone|label=production@@@ Answer." },
    { type: "placeholder", name: "history" },
    { role: "user", content: "{{question}}" },
  ],
  labels: ["production"],
});
const history = [
  { role: "user", content: "Hi" },
  { role: "assistant", content: "Hello" },
];
const bot = await prompt.get("bot", { type: "chat" });
const chat = bot.compile({ style: "kind", question: "Why?" }, { history });

const asked = { input: "Hello Ada", prompt: { name: found.name, version: found.version, isFallback: false } };
const generation = startObservation("call", asked, { asType: "generation" });
generation.end();
await sdk.shutdown();

console.log(
  JSON.stringify({
    first: [first.version, first.labels, first.tags, first.config],
    second: [second.version, second.labels, second.tags, second.commitMessage],
    found: [found.version, found.prompt, found.compile({ name: "Ada" })],
    latest: [latest.version, latest.prompt],
    "by version": [byVersion.version, byVersion.labels],
    moved: [moved.version, moved.labels.toSorted()],
    fallback: [missing.compile({ name: "Ada" }), missing.isFallback],
    chat: chat.map((message) => [message.role, message.content]),
    generation: generation.id,
  }),
);
