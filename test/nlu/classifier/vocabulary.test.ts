import { expect, test } from "@jest/globals";
import { rowLookup } from "../../../nlu/classifier/vocabulary.ts";
import { seededRandom } from "../../../nlu/random.ts";

test("finds each row by its hash, and no other", () => {
  const random = seededRandom(1);
  const all = [...new Set(Array.from({ length: 5_000 }, () => Math.floor(random() * 2 ** 32)))];
  const hashes = Uint32Array.from([0, 1, 2 ** 32 - 1, ...all.slice(0, 4_000)]);
  const rowOf = rowLookup(hashes);
  expect(Array.from(hashes, rowOf)).toEqual(Array.from(hashes, (_, row) => row));
  expect(new Set(all.slice(4_000).map(rowOf))).toEqual(new Set([-1]));
});

test("an empty vocabulary knows nothing", () => expect(rowLookup(new Uint32Array(0))(7)).toBe(-1));
