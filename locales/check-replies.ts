import { join } from "node:path";
import { type Language, languages } from "../models/language.ts";
import type { Report } from "./fault.ts";
import { literalLength, parametersOf } from "./icu.ts";
import { inspectIcu } from "./icu-problems.ts";
import type { Layer } from "./layer.ts";
import { didYouMean } from "./suggest.ts";
import type { TextList } from "./text-lists.ts";
import { placeInText, placeOf } from "./yaml-file.ts";

/** Characters on the button of the tightest channel (WhatsApp: developers.facebook.com/docs/whatsapp). */
export const buttonChars = 20;

export interface ReplyRules {
  requiredKeys: readonly string[];
  /** Keys that stand on buttons besides those named `buttons.*` and `*.button`. */
  buttons: ReadonlySet<string>;
}

/** A reply in the languages that have it, with the placeholders of all its variants. */
type Versions = Map<Language, { list: TextList; placeholders: Set<string> }>;

/** @returns reply key → its placeholders in any language; none of those that cannot be read. */
export function checkReplies(
  merged: Layer,
  spoken: readonly Language[],
  { requiredKeys, buttons }: ReplyRules,
  report: Report,
): Map<string, Set<string>> {
  const replies = new Map<string, Versions>();
  for (const language of languages) {
    for (const list of merged.languages[language].replies) {
      const isButton = buttons.has(list.key) || /^buttons\.|\.button$/.test(list.key);
      const placeholders = checkTexts(list, language, isButton, report);
      const versions: Versions = replies.get(list.key) ?? new Map();
      replies.set(list.key, versions);
      if (placeholders) versions.set(language, { list, placeholders });
    }
  }
  for (const versions of replies.values()) checkPlaceholders(versions, report);
  for (const language of spoken) checkKeys(merged, language, requiredKeys, spoken, report);
  const all = (versions: Versions): string[] =>
    [...versions.values()].flatMap(({ placeholders }) => [...placeholders]);
  return new Map([...replies].map(([key, versions]) => [key, new Set(all(versions))]));
}

/** The placeholders of a reply's variants; null when one of them cannot be read. */
function checkTexts(
  { texts }: TextList,
  language: Language,
  isButton: boolean,
  report: Report,
): Set<string> | null {
  const placeholders = new Set<string>();
  let isReadable = true;
  for (const { text, file, node } of texts) {
    const { elements, problems } = inspectIcu(text, language);
    for (const { offset, message } of problems) report(placeInText(file, node, offset), message);
    if (!elements || problems.length > 0) {
      isReadable = false;
      continue;
    }
    for (const name of parametersOf(elements)) placeholders.add(name);
    const length = literalLength(elements);
    if (isButton && length > buttonChars)
      report(
        placeOf(file, node),
        `a button of ${length} characters, ${buttonChars} fit on every channel: shorten it`,
      );
  }
  return isReadable ? placeholders : null;
}

/** A placeholder belongs to a reply when most languages have it; of two languages, the first one decides. */
function checkPlaceholders(versions: Versions, report: Report): void {
  const all = [...versions.values()];
  const names = new Set(all.flatMap(({ placeholders }) => [...placeholders]));
  const known = [...names].filter((name) => {
    const votes = all.filter(({ placeholders }) => placeholders.has(name)).length;
    return votes * 2 > all.length || (votes * 2 === all.length && all[0]!.placeholders.has(name));
  });
  for (const { list, placeholders } of all) {
    const lacking = known.filter((name) => !placeholders.has(name));
    for (const name of placeholders) {
      if (known.includes(name)) continue;
      report(
        placeOf(list.texts[0]!.file, list.texts.find(({ text }) => text.includes(`{${name}`))?.node),
        `the other languages have no {${name}} in "${list.key}"${didYouMean(name, lacking)}: use their placeholders${known.length > 0 ? `, ${known.map((other) => `{${other}}`).join(", ")}` : ""}`,
      );
    }
    if (placeholders.size < known.length)
      for (const name of lacking)
        report(list.place, `"${list.key}" lacks {${name}}, which the other languages have: put it in`);
  }
}

function checkKeys(
  merged: Layer,
  language: Language,
  requiredKeys: readonly string[],
  spoken: readonly Language[],
  report: Report,
): void {
  const { replies, unreadable } = merged.languages[language];
  if (unreadable.includes("replies.yaml")) return;
  const place = { file: join(merged.dir, language, "replies.yaml"), line: 1, column: 1 };
  const own = new Set(replies.map(({ key }) => key));
  const others = new Map(
    spoken
      .flatMap((other) => merged.languages[other].replies)
      .filter(({ texts }) => texts.length > 0)
      .map((list) => [list.key, list.place]),
  );
  const misspelt = [...own].filter((key) => !requiredKeys.includes(key));
  for (const key of new Set([...requiredKeys, ...others.keys()])) {
    if (own.has(key)) continue;
    const at = others.get(key);
    const why = at ? `${at.file}:${at.line} has it` : "the assistant says it";
    report(
      place,
      `the reply "${key}" is missing (${why})${didYouMean(key, misspelt)}: write it in this language`,
    );
  }
}
