import { basename } from "node:path";
import { isMap, isScalar } from "yaml";
import type { Language } from "../models/language.ts";
import { type Phrase, type WordKind, wordKinds } from "../models/locale.ts";
import type { Place, Report } from "./fault.ts";
import { didYouMean } from "./suggest.ts";
import { readTextLists, type TextList } from "./text-lists.ts";
import { placeOf, type YamlFile } from "./yaml-file.ts";

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

export const varieties = ["standard", "maghrebi", "gulf", "arabizi"];

/** `training.yaml`, or `<topic>.yaml`, in Arabic `<topic>.<variety>.yaml`: intents → phrases. */
export function readPhrases(file: YamlFile, language: Language, report: Report): PlacedPhrase[] {
  const variety = /\.([^.]+)\.yaml$/.exec(basename(file.path))?.[1];
  if (variety !== undefined && (language !== "ar" || !varieties.includes(variety)))
    report(
      file.place(0),
      language === "ar"
        ? `"${variety}" is no variety of Arabic we know${didYouMean(variety, varieties)}: name the file <topic>.yaml or <topic>.<${varieties.join("|")}>.yaml`
        : "only Arabic has varieties: name the file <topic>.yaml",
    );
  return readTextLists(file, file.document.contents, { item: "phrase" }, report).flatMap(
    ({ key, place, texts }) =>
      texts.map(
        ({ text, node }): PlacedPhrase => ({
          intent: key,
          text,
          ...(variety !== undefined && { variety }),
          ...placeOf(file, node),
          intentPlace: place,
        }),
      ),
  );
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
