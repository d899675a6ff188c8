import { expect, test } from "@jest/globals";
import { toSparseRows } from "../../../nlu/classifier/sparse.ts";
import { trainSvm } from "../../../nlu/classifier/train-svm.ts";

const rows = toSparseRows([
  { columns: [0, 2], values: [0.8, 0.6] },
  { columns: [0], values: [1] },
  { columns: [1, 2], values: [0.8, 0.6] },
  { columns: [1], values: [1] },
  { columns: [], values: [] },
]);

test("parts what can be parted by a line, and weighs what both have in common least", () => {
  const { weights, bias } = trainSvm(rows, (row) => row < 2, 3);
  const [mine, theirs, shared] = Array.from(weights);
  expect(bias + mine!).toBeGreaterThan(0.5);
  expect(bias + theirs!).toBeLessThan(-0.5);
  expect(bias).toBeLessThan(0);
  expect(Math.abs(shared!)).toBeLessThan(Math.min(mine!, -theirs!) / 2);
});

test("is the same every time", () => {
  const learn = () => trainSvm(rows, (row) => row === 1, 3);
  expect(learn()).toEqual(learn());
});
