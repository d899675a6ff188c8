import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { readPlainLists } from "../../locales/plain-lists.ts";

/** What the YAML parser makes of it: key, text, line and column of each text. Null when it finds fault. */
function byYaml(source: string): unknown[] | null {
  const lineCounter = new LineCounter();
  const { contents, errors } = parseDocument(source, { lineCounter, schema: "failsafe" });
  if (errors.length > 0) return null;
  if (contents === null) return [];
  if (!isMap(contents)) return null;
  return contents.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? key.value : null;
    return (isSeq(value) ? value.items : [value]).map((item) => {
      const { line, col } = lineCounter.linePos(isScalar(item) ? item.range![0] : 0);
      return [name, isScalar(item) ? item.value : null, line, col];
    });
  });
}

const byUs = (source: string): unknown[] | null =>
  readPlainLists(source)?.flatMap(({ key, texts }) =>
    texts.map((at) => [key, at.text, at.line, at.column]),
  ) ?? null;

const training = ["fr", "ar", "en"].flatMap((language) => {
  const folder = join(import.meta.dirname, "../../locales", language, "training");
  return readdirSync(folder).map((name) => join(folder, name));
});

test("the shipped training files read as by the YAML parser, nearly all of them without it", () => {
  const plain = training.filter((path) => {
    const source = readFileSync(path, "utf8");
    const read = byUs(source);
    if (read) expect(read).toEqual(byYaml(source));
    return read !== null;
  });
  expect(plain.length / training.length).toBeGreaterThan(0.8);
});

const piece = fc.constantFrom(
  ..."a|:|: |#| #|'|\"|\\|{|[|-|- |?|&|*|!|>|%|@|`|,|~|\t|\n|\r|é|ع|👍|\u2028|\u0085|\u00a0|\ufeff|  - |k:|---|...".split(
    "|",
  ),
  "|",
);
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));

test("whatever it reads, the YAML parser reads alike", () => {
  const line = fc.oneof(
    text,
    text.map((item) => `  - ${item}`),
    text.map((item) => `  - "${item}"`),
    fc.constant("k:"),
    fc.constant("l:"),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
      const source = `a.b:\n  - x\n${lines.join("\n")}\n`;
      const read = byUs(source);
      if (read) expect(read).toEqual(byYaml(source));
    }),
    { numRuns: 1_000 },
  );
});
