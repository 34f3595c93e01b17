// Reads with the JavaScript client 3 what was traced, and prints it as JSON.
import { Langfuse } from "langfuse";

const langfuse = new Langfuse();
const [line] = (await langfuse.fetchTraces({ name: "chat", userId: "ada", tags: ["beta"] })).data;
const [broken] = (await langfuse.fetchTraces({ name: "chat", sessionId: "trip-2" })).data;
const [generation] = (await langfuse.fetchObservations({ traceId: line.id, type: "GENERATION" })).data;
const found = {
  line,
  broken: (await langfuse.fetchTrace(broken.id)).data,
  trace: (await langfuse.fetchTrace(line.id)).data,
  generation: (await langfuse.fetchObservation(generation.id)).data,
  sessions: (await langfuse.fetchSessions()).data,
  session: await langfuse.api.sessionsGet("trip-1"),
  scores: (await langfuse.api.scoreV2Get({ name: "tone" })).data,
};
console.log(JSON.stringify(found));
