// A dataset of capitals and a run over it, for the JavaScript client 3; prints what the client saw as JSON.
import { Langfuse } from "langfuse";

const NAME = "quiz/capitals of Ö 100%";
const RUN = "by hand/1 Ö";
const CAPITALS = { Germany: "Berlin", France: "Paris", Spain: null };
const langfuse = new Langfuse();

await langfuse.createDataset({ name: NAME, description: "of Europe", metadata: { level: 1 } });
for (const [country, expectedOutput] of Object.entries(CAPITALS)) {
  const item = { datasetName: NAME, id: country, input: { country }, metadata: { n: country.length } };
  await langfuse.createDatasetItem({ ...item, expectedOutput });
}
await langfuse.createDatasetItem({ datasetName: NAME, id: "Spain", expectedOutput: "Madrid" });
await langfuse.createDatasetItem({ datasetName: NAME, id: "Atlantis", status: "ARCHIVED" });

const dataset = await langfuse.getDataset(NAME);
for (const item of dataset.items) {
  const output = `It is ${item.expectedOutput}.`;
  const trace = langfuse.trace({ name: "answer", input: item.input, output });
  await item.link(trace, RUN, { description: "first try", metadata: { model: "m" } });
}
await langfuse.shutdownAsync();

const run = await langfuse.getDatasetRun({ datasetName: NAME, runName: RUN });
const [line] = (await langfuse.getDatasetRuns(NAME)).data;
console.log(
  JSON.stringify({
    dataset: [dataset.name, dataset.description, dataset.metadata],
    items: dataset.items.map((one) => [one.id, one.input, one.expectedOutput, one.metadata]),
    archived: (await langfuse.getDatasetItem("Atlantis")).status,
    run: [run.name, run.description, run.metadata, run.datasetRunItems.length, line.id === run.id],
  }),
);
