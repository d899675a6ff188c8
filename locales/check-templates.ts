import { type Language, languages } from "../models/language.ts";
import type { Templates } from "../models/templates.ts";
import type { Report } from "./fault.ts";
import { parametersOf } from "./icu.ts";
import { inspectIcu } from "./icu-problems.ts";
import { didYouMean } from "./suggest.ts";
import { placeOfPath, type YamlFile } from "./yaml-file.ts";

/** Templates of replies that are there, with values that the replies have. */
export function checkTemplates(
  { file, templates }: { file: YamlFile; templates: Templates },
  placeholders: ReadonlyMap<string, ReadonlySet<string>>,
  report: Report,
): void {
  for (const [reply, { values }] of Object.entries(templates)) {
    const known = placeholders.get(reply);
    if (!known) {
      const hint = didYouMean(reply, [...placeholders.keys()]);
      report(
        placeOfPath(file, [reply], "key"),
        `there is no reply "${reply}"${hint}: name one of replies.yaml`,
      );
      continue;
    }
    for (const [place, value] of values.entries())
      for (const problem of problemsOf(value, known))
        report(placeOfPath(file, [reply, "values", place]), problem);
  }
}

function problemsOf(value: string, known: ReadonlySet<string>): string[] {
  const language: Language = languages[0];
  const { elements, problems } = inspectIcu(value, language);
  if (!elements || problems.length > 0) return problems.map(({ message }) => message);
  return [...parametersOf(elements)]
    .filter((name) => !known.has(name))
    .map((name) => `the reply has no {${name}}${didYouMean(name, [...known])}: it has ${listed(known)}`);
}

const listed = (names: ReadonlySet<string>): string =>
  names.size === 0 ? "none" : [...names].map((name) => `{${name}}`).join(", ");
