// Uploads media with the JavaScript client 5 and gets them back; prints what it saw.
import { sdk } from "./start.mjs";
import { LangfuseClient } from "@langfuse/client";
import { LangfuseMedia } from "@langfuse/core";
import { startObservation } from "@langfuse/tracing";

const IMAGE = Buffer.from([0x89, ...Buffer.from("PNG\r\n\x1a\n"), ...Array(256).keys()]);
const SOUND = "data:audio/wav;base64,UklGRgAAAABXQVZF";
const client = new LangfuseClient();

const image = () => new LangfuseMedia({ source: "bytes", contentBytes: IMAGE, contentType: "image/png" });
const note = new LangfuseMedia({ source: "bytes", contentBytes: Buffer.from("<b>note</b>"), contentType: "text/html" });
const seen = startObservation("seen", { input: { images: [image()] }, metadata: { note } });
const heard = seen.startObservation(
  "heard",
  { input: [{ sound: SOUND }], output: { again: image() } },
  { asType: "generation" },
);
heard.end();
seen.end();
await sdk.shutdown();

const trace = await client.api.trace.get(seen.traceId);
const [first, second] = trace.observations.toSorted((a, b) => a.startTime.localeCompare(b.startTime));
const kept = [first.input, { note: first.metadata.note }, second.input, second.output];
const resolved = await client.media.resolveReferences({ obj: kept, resolveWith: "base64DataUri" });
console.log(JSON.stringify({ kept, resolved }));
