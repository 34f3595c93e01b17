// Uploads media with the JavaScript client 3 and gets them back; prints what it saw.
import { setTimeout } from "node:timers/promises";
import { Langfuse, LangfuseMedia } from "langfuse";

await setTimeout(100); // the client looks for hashes while its program begins

const IMAGE = Buffer.from([0x89, ...Buffer.from("PNG\r\n\x1a\n"), ...Array(256).keys()]);
const SOUND = "data:audio/wav;base64,UklGRgAAAABXQVZF";
const client = new Langfuse();

const image = () => new LangfuseMedia({ contentBytes: IMAGE, contentType: "image/png" });
const note = new LangfuseMedia({ contentBytes: Buffer.from("<b>note</b>"), contentType: "text/html" });
const trace = client.trace({ id: "seen", name: "seen", input: { images: [image()] }, metadata: { note } });
trace.generation({ id: "heard", name: "heard", input: [{ sound: SOUND }], output: { again: image() } });
await client.flushAsync();

const found = (await client.fetchTrace("seen")).data;
const heard = (await client.fetchObservation("heard")).data;
const kept = [found.input, found.metadata, heard.input, heard.output];
const resolved = await client.resolveMediaReferences({ obj: kept, resolveWith: "base64DataUri" });
console.log(JSON.stringify({ kept, resolved }));
await client.shutdownAsync();
