import { isMap, isScalar, isSeq, type Scalar } from "yaml";
import type { Place, Report } from "./fault.ts";
import { placeOf, type YamlFile } from "./yaml-file.ts";

/** A text a merchant wrote, and where. */
export interface PlacedText {
  text: string;
  file: YamlFile;
  node: Scalar<string>;
}

/** A key and the texts below it: an intent's phrases, a colour's words, a reply's variants. */
export interface TextList {
  key: string;
  place: Place;
  texts: PlacedText[];
}

export interface Wording {
  /** What one text is called in faults: "phrase", "word", "reply". */
  item: string;
  /** One text may stand beside its key, without a list. */
  single?: boolean;
}

/** Reads `key: [texts]`; what is no such thing is reported and left out. */
export function readTextLists(file: YamlFile, node: unknown, wording: Wording, report: Report): TextList[] {
  if (isEmpty(node)) return [];
  if (!isMap(node)) {
    report(placeOf(file, node), `expected lines such as "key:" with a list of ${wording.item}s below`);
    return [];
  }
  return node.items.flatMap(({ key, value }) => {
    if (!isScalar(key)) {
      report(
        placeOf(file, key),
        "a key must be one word or name: put a text that begins with { or [ in quotes",
      );
      return [];
    }
    const place = placeOf(file, key);
    return [{ key: String(key.value), place, texts: readTexts(file, value, place, wording, report) }];
  });
}

function readTexts(
  file: YamlFile,
  value: unknown,
  place: Place,
  wording: Wording,
  report: Report,
): PlacedText[] {
  if (isEmpty(value) || (isSeq(value) && value.items.length === 0)) {
    report(place, `no ${wording.item} here: write one, or take the key out`);
    return [];
  }
  if (isSeq(value)) return value.items.flatMap((item) => readText(file, item, wording, report));
  if (wording.single && isScalar(value)) return readText(file, value, wording, report);
  const expected = wording.single ? `a ${wording.item} or a list of them` : `a list of ${wording.item}s`;
  report(
    placeOf(file, value),
    isMap(value)
      ? `expected ${expected}, found keys: write the whole key in one line, such as order.track`
      : `expected ${expected}: begin each ${wording.item} on its own line with a hyphen`,
  );
  return [];
}

function readText(file: YamlFile, node: unknown, { item }: Wording, report: Report): PlacedText[] {
  if (!isScalar(node) || typeof node.value !== "string") {
    report(
      placeOf(file, node),
      `expected a ${item}: put a text that holds a colon or begins with { in quotes`,
    );
    return [];
  }
  if (node.value.trim() === "") {
    report(placeOf(file, node), `an empty ${item}: write it, or take the line out`);
    return [];
  }
  // YAML takes " #10042" for a comment, so the rest of the text would be lost without a word.
  if (node.comment && /^\S/.test(node.comment))
    report(placeOf(file, node), `the text after # is lost: put the whole ${item} in quotes`);
  return [{ text: node.value, file, node: node as Scalar<string> }];
}

const isEmpty = (node: unknown): boolean =>
  node === null || node === undefined || (isScalar(node) && (node.value === null || node.value === ""));
