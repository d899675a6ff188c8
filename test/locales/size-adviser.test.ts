import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { holds, MerchantDialogs, type SlotValues, type Step } from "../../models/merchant-dialog.ts";

const file = join(import.meta.dirname, "../../locales/dialogs.yaml");
const { size_adviser: adviser } = MerchantDialogs.parse(parse(await readFile(file, "utf8")));

/** What is said when every question has its answer. */
function said(steps: Step[], slots: SlotValues): string[] {
  return steps.flatMap((step) => {
    if ("say" in step) return [[step.say, step.with?.size].filter(Boolean).join(" ")];
    if ("hand_over" in step) return [step.hand_over];
    if (!("branch" in step)) return [];
    const arm = step.branch.find((candidate) => "otherwise" in candidate || holds(candidate.when, slots));
    return arm ? said("when" in arm ? arm.steps : arm.otherwise, slots) : [];
  });
}

test.each([
  [{ kind: "shoes", foot: 22.5 }, ["size_adviser.shoes 36"]],
  [{ kind: "shoes", foot: 24.5 }, ["size_adviser.shoes 39"]],
  [{ kind: "shoes", foot: 28.5 }, ["size_adviser.shoes 45"]],
  [{ kind: "shoes", foot: 21 }, ["size_adviser.no_size", "size_adviser.out_of_range"]],
  [{ kind: "shoes", foot: 30 }, ["size_adviser.no_size", "size_adviser.out_of_range"]],
  [{ kind: "tops", height: 158, build: "slim", fit: "close" }, ["size_adviser.clothes XS"]],
  [{ kind: "tops", height: 170, build: "medium", fit: "close" }, ["size_adviser.clothes L"]],
  [
    { kind: "tops", height: 190, build: "strong", fit: "loose" },
    ["size_adviser.clothes XXL", "size_adviser.one_size_up"],
  ],
  [{ kind: "bottoms", height: 169, build: "medium", fit: "close" }, ["size_adviser.clothes 40"]],
])("%j", (slots, expected) => {
  expect(said(adviser!.steps, slots)).toEqual(expected);
});

test("every height and build has a size", () => {
  for (const kind of ["tops", "bottoms"])
    for (const build of ["slim", "medium", "strong"])
      for (let height = 130; height <= 220; height++)
        expect(said(adviser!.steps, { kind, build, height, fit: "close" })).toHaveLength(1);
});
