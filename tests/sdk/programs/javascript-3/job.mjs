// Traces one small job with the JavaScript client 3.
import { Langfuse } from "langfuse";

const langfuse = new Langfuse();
langfuse.trace({ name: "job", input: "job 0" });
await langfuse.shutdownAsync();
