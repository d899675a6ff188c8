import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, type Scalar } from "yaml";
import type { Place, Report } from "./fault.ts";

export interface YamlFile {
  path: string;
  source: string;
  document: Document;
  /** What can be read of it is not all that was written. */
  broken: boolean;
  /** `offset` counts from 0. */
  place(offset: number): Place;
}

/** `text` reads every value as it is written ("38", "yes"); `data` knows numbers and true/false. */
export type Values = "text" | "data";

/** Never throws; faults of the language itself are reported, one for a line. */
export function parseYaml(path: string, source: string, values: Values, report: Report): YamlFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(source, {
    lineCounter,
    prettyErrors: false,
    schema: values === "text" ? "failsafe" : "core",
  });
  const place = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { file: path, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const faulty = new Set<number>();
  for (const { code, message, pos } of document.errors) {
    const at = place(pos[0]);
    if (!faulty.has(at.line)) report(at, explain(code, message, source.slice(pos[0], pos[0] + 60)));
    faulty.add(at.line);
  }
  const broken = document.errors.some((error) => error.code !== "DUPLICATE_KEY");
  return { path, source, document, broken, place };
}

function explain(code: string, message: string, text: string): string {
  const word = /^["']?([^\s:"']*)/.exec(text)?.[1] ?? "";
  switch (code) {
    case "TAB_AS_INDENT":
      return "a tab: indent with spaces";
    case "DUPLICATE_KEY":
      return `"${word}" is in this file already: join the two`;
    case "MULTIPLE_DOCS":
      return "a line of three hyphens begins another document: take it out";
    case "BAD_SCALAR_START":
      return `a text cannot begin with ${text[0]}: put it in quotes`;
    case "UNEXPECTED_TOKEN":
      return "this does not belong here: a text that begins with { [ or a quote must stand in quotes as a whole";
    case "BLOCK_AS_IMPLICIT_KEY":
    case "MULTILINE_IMPLICIT_KEY":
      return "cannot be read: indent it like the line above, and put a text that holds a colon in quotes";
    case "BAD_INDENT":
      return "the indent or a closing } or ] is missing: indent it like the lines beside it";
    case "MISSING_CHAR":
      return `${message[0]?.toLowerCase()}${message.slice(1)}: add it, or put the text in quotes`;
    default:
      return `cannot be read as YAML: ${message}`;
  }
}

/** Where a node stands; the beginning of the file for none. */
export function placeOf(file: YamlFile, node: unknown): Place {
  return file.place((node as Node | null)?.range?.[0] ?? 0);
}

/** Where the value at a path stands, or its nearest parent when it is not there. `key`: where its key stands. */
export function placeOfPath(
  file: YamlFile,
  path: readonly PropertyKey[],
  part: "key" | "value" = "value",
): Place {
  const steps = path.map((step) => (typeof step === "symbol" ? String(step) : step));
  const parent = steps.length > 0 ? file.document.getIn(steps.slice(0, -1), true) : undefined;
  if (part === "key" && isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(steps.at(-1)));
    if (pair) return placeOf(file, pair.key);
  }
  const node = file.document.getIn(steps, true);
  if (node instanceof Object) return placeOf(file, node);
  return steps.length > 0 ? placeOfPath(file, steps.slice(0, -1)) : file.place(0);
}

/** Where the character at `offset` of a scalar's text stands: quotes, escapes and indents lie between. */
export function placeInText(file: YamlFile, node: Scalar<string>, offset: number): Place {
  const [start, end] = node.range ?? [0, 0];
  let at = start + (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE" ? 1 : 0);
  for (let index = 0; index < offset; index++) at = after(file.source, at, end, node, index);
  while (at < end && !isSame(file.source, at, node.value[offset]) && offset < node.value.length) at++;
  return file.place(Math.min(at, end));
}

/** The source offset after the character `index` of the text, which is looked for from `at` on. */
function after(source: string, at: number, end: number, node: Scalar<string>, index: number): number {
  for (let here = at; here < end; here++) {
    if (node.type === "QUOTE_DOUBLE" && source[here] === "\\")
      return here + ({ x: 4, u: 6, U: 10 }[source[here + 1] ?? ""] ?? 2);
    if (isSame(source, here, node.value[index])) return here + 1;
  }
  return at;
}

/** A line break in the source may have become a space. */
const isSame = (source: string, at: number, character: string | undefined): boolean =>
  source[at] === character || (character === " " && source[at] === "\n");
