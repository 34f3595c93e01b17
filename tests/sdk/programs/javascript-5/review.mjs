// A person reviews an answer, for the JavaScript client 5: configs say what may be judged, a queue what to look at.
import { isDeepStrictEqual } from "node:util";
import { sdk } from "./start.mjs";
import { LangfuseClient } from "@langfuse/client";
import { startActiveObservation } from "@langfuse/tracing";

const langfuse = new LangfuseClient();
const { api } = langfuse;
const [traceId, stepId] = await startActiveObservation("answer", async (step) => [step.traceId, step.id]);
await sdk.shutdown();

const tones = [{ label: "kind", value: 3 }, { label: "rude", value: -1 }];
const number = await api.scoreConfigs.create({ name: "accuracy", dataType: "NUMERIC", minValue: 0, maxValue: 1 });
const truth = await api.scoreConfigs.create({ name: "ok", dataType: "BOOLEAN", description: "or not" });
const tone = await api.scoreConfigs.create({ name: "tone", dataType: "CATEGORICAL", categories: tones });
const archived = await api.scoreConfigs.update(number.id, { isArchived: true });
await api.scoreConfigs.update(number.id, { isArchived: false });
const configs = await Promise.all([number, truth, tone].map((one) => api.scoreConfigs.getById(one.id)));
const listed = await api.scoreConfigs.get({ limit: 2 });

const queues = api.annotationQueues;
const queue = await queues.createQueue({ name: "to review", scoreConfigIds: [number.id, tone.id] });
const first = await queues.createQueueItem(queue.id, { objectId: traceId, objectType: "TRACE" });
const second = await queues.createQueueItem(queue.id, { objectId: stepId, objectType: "OBSERVATION" });
const done = await queues.updateQueueItem(queue.id, first.id, { status: "COMPLETED" });
const waiting = await queues.listQueueItems(queue.id, { status: "PENDING" });
const deleted = await queues.deleteQueueItem(queue.id, second.id);
const left = await queues.listQueueItems(queue.id);
const same = [await queues.getQueue(queue.id), await queues.getQueueItem(queue.id, first.id)];

const about = { objectType: "TRACE", objectId: traceId };
const comment = await api.comments.create({ projectId: "any", ...about, content: " Look. " });
const comments = (await api.comments.get(about)).data;

for (const [config, value] of [[number, 0.5], [truth, 1], [tone, "kind"]]) {
  langfuse.score.create({ name: "any", value, traceId, configId: config.id });
}
await langfuse.flush();

const shape = (config) => {
  const categories = config.categories && config.categories.map((one) => [one.label, one.value]);
  return [config.name, config.dataType, config.minValue, config.maxValue, categories, config.description];
};
console.log(
  JSON.stringify({
    trace: traceId,
    configs: configs.map(shape),
    archived: [archived.isArchived, configs[0].isArchived],
    listed: [listed.data.map((one) => one.name), listed.meta.totalItems, listed.meta.totalPages],
    queue: [queue.name, queue.description, isDeepStrictEqual(queue.scoreConfigIds, [number.id, tone.id])],
    items: [first.status, first.completedAt, done.status, done.completedAt === done.updatedAt],
    waiting: waiting.data.map((one) => one.id === second.id),
    left: left.data.map((one) => one.id === first.id),
    same: isDeepStrictEqual(same, [queue, done]) && deleted.success,
    comments: comments.map((one) => [one.id === comment.id, one.content, one.objectType, one.authorUserId]),
  }),
);
