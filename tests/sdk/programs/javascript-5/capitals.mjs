// A dataset of capitals and an experiment on it, for the JavaScript client 5; prints what the client saw as JSON.
import { sdk } from "./start.mjs";
import { LangfuseClient } from "@langfuse/client";
import { startActiveObservation } from "@langfuse/tracing";

const NAME = "quiz/capitals of Ö 100%";
const RUN = "by hand/1 Ö";
const CAPITALS = { Germany: "Berlin", France: "Paris", Spain: null };
const langfuse = new LangfuseClient();
const { api } = langfuse;

await api.datasets.create({ name: NAME, description: "of Europe", metadata: { level: 1 } });
for (const [country, expectedOutput] of Object.entries(CAPITALS)) {
  const item = { datasetName: NAME, id: country, input: { country }, metadata: { n: country.length } };
  await api.datasetItems.create({ ...item, expectedOutput });
}
await api.datasetItems.create({ datasetName: NAME, id: "Spain", expectedOutput: "Madrid" });
await api.datasetItems.create({ datasetName: NAME, id: "Atlantis", status: "ARCHIVED" });

const dataset = await langfuse.dataset.get(NAME, { fetchItemsPageSize: 2 });
const lookUp = (item) =>
  startActiveObservation("look up", async () => `It is ${item.expectedOutput}.`, { asType: "tool" });
const result = await dataset.runExperiment({
  name: "capitals",
  runName: RUN,
  description: "first try",
  metadata: { model: "m" },
  task: lookUp,
  evaluators: [async ({ output }) => ({ name: "length", value: output.length })],
  runEvaluators: [async ({ itemResults }) => ({ name: "share", value: itemResults.length / 4 })],
});
await langfuse.flush();
await sdk.shutdown();

console.log(
  JSON.stringify({
    dataset: [dataset.name, dataset.description, dataset.metadata],
    items: dataset.items.map((one) => [one.id, one.input, one.expectedOutput, one.metadata]),
    archived: (await api.datasetItems.get("Atlantis")).status,
    results: result.itemResults.map((one) => [one.item.id, one.output, one.evaluations[0].value]),
    run: [result.runName, "first try", result.runEvaluations[0].value],
    "run id": result.datasetRunId,
  }),
);
