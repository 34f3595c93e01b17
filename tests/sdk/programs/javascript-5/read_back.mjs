// Reads with the JavaScript client 5 what was traced, in the old ways and the new ones, and prints it as JSON.
import { LangfuseClient } from "@langfuse/client";

const langfuse = new LangfuseClient();
const { api } = langfuse;
const [line] = (await api.trace.list({ name: "chat", userId: "ada", tags: ["beta"] })).data;
const [broken] = (await api.trace.list({ name: "chat", sessionId: "trip-2" })).data;
const asked = { traceId: line.id, type: "GENERATION" };
const [generation] = (await api.legacy.observationsV1.getMany(asked)).data;
const fields = "core,basic,io,model,usage,trace_context";
const found = {
  line,
  broken: await api.trace.get(broken.id),
  trace: await api.trace.get(line.id),
  generation: await api.legacy.observationsV1.get(generation.id),
  sessions: (await api.sessions.list({})).data,
  session: await api.sessions.get("trip-1"),
  scores: (await api.scores.getMany({ name: "tone", traceId: line.id })).data,
  steps: (await api.observations.getMany({ traceId: line.id, fields })).data,
  url: await langfuse.getTraceUrl(line.id),
};
console.log(JSON.stringify(found));
