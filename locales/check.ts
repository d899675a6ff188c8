import { basename, join } from "node:path";
import { type Language, languages } from "../models/language.ts";
import { noIntent, taxonomy } from "../models/taxonomy.ts";
import { type Actions, dialogProblems } from "./check-dialogs.ts";
import { checkPhrases } from "./check-phrases.ts";
import { checkReplies } from "./check-replies.ts";
import { checkSequences } from "./check-sequences.ts";
import { checkTemplates } from "./check-templates.ts";
import { checkCities, checkWords } from "./check-words.ts";
import { type Fault, reportTo } from "./fault.ts";
import type { Layer } from "./layer.ts";
import { placeOfPath } from "./yaml-file.ts";

/** What the program needs of the files. */
export interface Expectations {
  /** Keys of replies that the code says. */
  requiredKeys?: readonly string[];
  /** What a merchant's dialogs may call. */
  actions?: Actions;
}

/** What only the files together can show: each of `layers` was read, `merged` is what they make. */
export function checkLayers(
  layers: Layer[],
  merged: Layer,
  { requiredKeys = [], actions = {} }: Expectations,
  faults: Fault[],
): void {
  const report = reportTo(faults);
  const isFaulty = (name: string): boolean => faults.some(({ file }) => basename(file) === name);
  if (!merged.shop && !isFaulty("shop.yaml"))
    report(
      { file: join(merged.dir, "shop.yaml"), line: 1, column: 1 },
      "not found: the shop's facts belong here",
    );

  const spoken: readonly Language[] = merged.shop?.shop.languages ?? languages;
  const flows = merged.dialogs?.dialogs ?? [];
  const introduced = isFaulty("dialogs.yaml") ? null : flows.flatMap(({ intents }) => intents);
  const intents = new Set([...Object.keys(taxonomy), noIntent, ...(introduced ?? [])]);
  for (const layer of layers)
    for (const language of languages)
      checkPhrases(layer.languages[language].phrases, introduced && intents, report);
  checkWords(merged, spoken, report);
  checkCities(merged, report);

  const titles = flows.flatMap(({ title, steps }) => [title, ...titlesOf(steps)]);
  const placeholders = checkReplies(merged, spoken, { requiredKeys, buttons: new Set(titles) }, report);
  if (merged.templates) checkTemplates(merged.templates, placeholders, report);
  if (merged.sequences)
    checkSequences(merged.sequences, new Set(placeholders.keys()), merged.shop?.shop, report);
  if (merged.dialogs) {
    const { file, dialogs } = merged.dialogs;
    const isRead = (language: Language): boolean =>
      !merged.languages[language].unreadable.some((name) => name.startsWith("training"));
    const intentsIn = (language: Language): Set<string> =>
      new Set(merged.languages[language].phrases.map(({ intent }) => intent));
    const trained = Object.fromEntries(
      spoken.filter(isRead).map((language) => [language, intentsIn(language)]),
    );
    const known = { placeholders, actions, trained };
    for (const { path, message } of dialogProblems(dialogs, known)) report(placeOfPath(file, path), message);
  }
}

type Steps = NonNullable<Layer["dialogs"]>["dialogs"][number]["steps"];

/** Reply keys that stand on buttons. */
function titlesOf(steps: Steps): string[] {
  return steps.flatMap((step) => {
    if ("ask" in step) return (step.choices ?? []).map(({ title }) => title);
    if ("branch" in step)
      return step.branch.flatMap((arm) => titlesOf("when" in arm ? arm.steps : arm.otherwise));
    return [];
  });
}
