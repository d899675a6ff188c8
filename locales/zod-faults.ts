import { z } from "zod";
import type { Report } from "./fault.ts";
import { didYouMean } from "./suggest.ts";
import { placeOfPath, type YamlFile } from "./yaml-file.ts";

/** Parses a file by a schema and reports each issue where it stands. Null when there was any. */
export function parseFile<T>(
  file: YamlFile,
  schema: z.ZodType<T>,
  knownKeys: readonly string[],
  report: Report,
): T | null {
  let raw: unknown;
  try {
    raw = file.document.toJS();
  } catch {
    report(file.place(0), "an alias (*name) that cannot be resolved: write the value out");
    return null;
  }
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const misspelt = new Set(issues.filter(isUnknownKey).map(({ path }) => path.join("/")));
  for (const issue of issues) {
    if (isUnknownKey(issue)) {
      for (const key of issue.keys)
        report(
          placeOfPath(file, [...issue.path, key], "key"),
          `"${key}" is not known here${didYouMean(key, knownKeys)}: mend it, or take it out`,
        );
    } else if (issue.code === "invalid_key") {
      report(
        placeOfPath(file, issue.path, "key"),
        `"${String(issue.path.at(-1))}": expected ${reason(issue.issues[0]!)}`,
      );
    } else if (issue.code !== "custom" || !misspelt.has(issue.path.join("/"))) {
      report(placeOfPath(file, issue.path), describe(issue, raw));
    }
  }
  return null;
}

/** Every key a schema of plain objects and lists knows, to suggest one for a mistyped key. */
export function keysOf(schema: z.ZodType): string[] {
  const keys: string[] = [];
  JSON.stringify(z.toJSONSchema(schema, { unrepresentable: "any" }), (name, value: unknown) => {
    if (name === "properties" && value !== null && typeof value === "object")
      keys.push(...Object.keys(value));
    return value;
  });
  return keys;
}

type Issue = z.core.$ZodIssue;

const isUnknownKey = (issue: Issue): issue is z.core.$ZodIssueUnrecognizedKeys =>
  issue.code === "unrecognized_keys";

function describe(issue: Issue, raw: unknown): string {
  const name = issue.path.at(-1);
  const label = typeof name === "string" ? `"${name}"` : name === undefined ? "the file" : "this";
  const value = issue.path.reduce<unknown>(
    (parent, step) => (parent as Record<PropertyKey, unknown> | null | undefined)?.[step],
    raw,
  );
  const wanted = reason(issue);
  if (value === undefined) return `${label} is missing: expected ${wanted}`;
  return issue.code === "custom" ? `${label}: ${wanted}` : `${label}: expected ${wanted}`;
}

/** Zod's own words begin with what happened; ours are what is expected already. */
const reason = ({ message }: Issue): string =>
  message
    .replace(/^(Invalid input: expected|Invalid option: expected|Invalid) /, "")
    .replace(/, received undefined$/, "")
    .replace(/, received/, ", found")
    .replace(/^Too (small|big): expected \w+ to (be|have) /, "");
