import { basename } from "node:path";
import { isMap, isScalar } from "yaml";
import type { Language } from "../models/language.ts";
import { type Phrase, type WordKind, wordKinds } from "../models/locale.ts";
import type { Place, Report } from "./fault.ts";
import { readPlainLists } from "./plain-lists.ts";
import { didYouMean } from "./suggest.ts";
import { readTextLists, type TextList } from "./text-lists.ts";
import { parseYaml, placeOf, type YamlFile } from "./yaml-file.ts";

/** The files of one language in one folder, each thing with its place. */
export interface LanguageFiles {
  phrases: PlacedPhrase[];
  words: WordList[];
  replies: TextList[];
  /** Names of files that are no YAML: what they hold is not known, and nothing in them counts as missing. */
  unreadable: string[];
}

export interface PlacedPhrase extends Phrase, Place {
  /** Where the intent that it stands below is named. */
  intentPlace: Place;
}

/** A key of `entities.yaml` and its words. */
export interface WordList extends TextList {
  kind: WordKind;
}

const varieties = ["standard", "maghrebi", "gulf", "arabizi"];

/**
 * `training.yaml`, or `<topic>.yaml`, in Arabic `<topic>.<variety>.yaml`: intents → phrases.
 * @returns null when it is no YAML.
 */
export function readPhrases(
  path: string,
  source: string,
  language: Language,
  report: Report,
): PlacedPhrase[] | null {
  const variety = varietyOf(path, language, report);
  const plain = readPlainLists(source);
  if (plain)
    return plain.flatMap(({ key, line, texts }) => {
      const heading = { file: path, line, column: 1 };
      return texts.map(({ text, ...at }) => toPhrase(key, text, variety, { file: path, ...at }, heading));
    });
  const file = parseYaml(path, source, "text", report);
  if (file.broken) return null;
  return readTextLists(file, file.document.contents, { item: "phrase" }, report).flatMap(
    ({ key, place, texts }) =>
      texts.map(({ text, node }) => toPhrase(key, text, variety, placeOf(file, node), place)),
  );
}

function toPhrase(
  intent: string,
  text: string,
  variety: string | undefined,
  place: Place,
  intentPlace: Place,
): PlacedPhrase {
  return { intent, text, ...(variety !== undefined && { variety }), ...place, intentPlace };
}

/** The variety of Arabic in `<topic>.<variety>.yaml`; other languages have none. */
function varietyOf(path: string, language: Language, report: Report): string | undefined {
  const variety = /\.([^.]+)\.yaml$/.exec(basename(path))?.[1];
  if (variety === undefined || (language === "ar" && varieties.includes(variety))) return variety;
  report(
    { file: path, line: 1, column: 1 },
    language === "ar"
      ? `"${variety}" is no variety of Arabic we know${didYouMean(variety, varieties)}: name the file <topic>.yaml or <topic>.<${varieties.join("|")}>.yaml`
      : "only Arabic has varieties: name the file <topic>.yaml",
  );
  return undefined;
}

/** `entities.yaml`: kind → key → words. */
export function readEntities(file: YamlFile, report: Report): WordList[] {
  const { contents } = file.document;
  if (contents === null) return [];
  if (!isMap(contents)) {
    report(placeOf(file, contents), `expected the kinds of words: ${wordKinds.join(", ")}`);
    return [];
  }
  return contents.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : "";
    const kind = wordKinds.find((known) => known === name);
    if (kind)
      return readTextLists(file, value, { item: "word" }, report).map(
        (list): WordList => ({ ...list, kind }),
      );
    report(
      placeOf(file, key),
      `"${name}" is no kind of words${didYouMean(name, wordKinds)}: it must be one of ${wordKinds.join(", ")}`,
    );
    return [];
  });
}

/** `replies.yaml`: key → one text or a list of variants. */
export function readReplies(file: YamlFile, report: Report): TextList[] {
  return readTextLists(file, file.document.contents, { item: "reply", single: true }, report);
}
