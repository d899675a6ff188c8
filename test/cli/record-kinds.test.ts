import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { indexedKinds } from "../../cli/record-kinds.ts";

test("every kind of record that has an index is in the list", () => {
  const cwd = join(import.meta.dirname, "../..");
  const folders = ["bots", "channels", "commerce", "dialogs", "jobs", "models", "nlu"];
  const sources = folders.flatMap((folder) =>
    globSync(`${folder}/**/*.ts`, { cwd }).map((file) => readFileSync(join(cwd, file), "utf8")),
  );
  const names = sources.flatMap((source) =>
    [...source.matchAll(/: RecordKind<\w+, "[^=]*> = \{\s*name: "([\w-]+)"/g)].map(([, name]) => name),
  );
  expect(names.length).toBeGreaterThan(3);
  expect(indexedKinds.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
});
