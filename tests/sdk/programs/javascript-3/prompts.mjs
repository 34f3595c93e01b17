// Keeps prompts with the JavaScript client 3 and uses them; prints what it saw.
import { Langfuse } from "langfuse";

const NAME = "support/greeting 100% Ö";
const client = new Langfuse();

const hello = { name: NAME, prompt: "Hello {{name}}", labels: ["production"], tags: ["a"], config: { t: 0.5 } };
const first = (await client.createPrompt(hello)).promptResponse;
const polite = { name: NAME, prompt: "Good day {{name}}", labels: [], commitMessage: "more polite" };
const second = (await client.createPrompt(polite)).promptResponse;
const found = await client.getPrompt(NAME);
const latest = await client.getPrompt(NAME, undefined, { label: "latest" });
const byVersion = await client.getPrompt(NAME, 1);
await client.updatePrompt({ name: NAME, version: 2, newLabels: ["production", "polite"] });
const moved = await client.getPrompt(NAME, undefined, { cacheTtlSeconds: 0 });
const missing = await client.getPrompt("no such prompt", undefined, { fallback: "Hi {{name}}", maxRetries: 0 });

await client.createPrompt({ name: "tone", prompt: "Be {{style}}.", labels: ["production"] });
await client.createPrompt({
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
const bot = await client.getPrompt("bot", undefined, { type: "chat" });
const chat = bot.compile({ style: "kind", question: "Why?" }, { history });

const generation = client.generation({ name: "call", prompt: found, input: "Hello Ada" });
generation.end();
await client.shutdownAsync();

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
