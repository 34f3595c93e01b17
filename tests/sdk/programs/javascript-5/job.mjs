// Traces one small job with the JavaScript client 5.
import { sdk } from "./start.mjs";
import { startObservation } from "@langfuse/tracing";

startObservation("job", { input: "job 0" }).end();
await sdk.shutdown();
