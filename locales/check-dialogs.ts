import type { Condition, MerchantDialog, Step, When } from "../models/merchant-dialog.ts";
import { taxonomy } from "../models/taxonomy.ts";
import { didYouMean } from "./suggest.ts";

/** Name of an action → its arguments. */
export type Actions = Readonly<Record<string, Readonly<Record<string, SlotType>>>>;
export type SlotType = "text" | "number";

/** What a dialog may refer to. */
export interface Known {
  /** Reply key → its placeholders. */
  placeholders: ReadonlyMap<string, ReadonlySet<string>>;
  actions: Actions;
  /** Language → intents that it has phrases for. */
  trained: Readonly<Record<string, ReadonlySet<string>>>;
}

export interface DialogProblem {
  path: PropertyKey[];
  message: string;
}

type Ask = Extract<Step, { ask: string }>;
/** The slots asked so far on some way to a step. */
type Asked = ReadonlyMap<string, Ask>;
type Tell = (path: PropertyKey[], message: string) => void;

/** What the schema cannot see: names that lead nowhere, and steps that are never reached. */
export function dialogProblems(dialogs: MerchantDialog[], known: Known): DialogProblem[] {
  const problems: DialogProblem[] = [];
  const tell: Tell = (path, message) => problems.push({ path, message });
  const owners = new Map<string, string>();
  for (const { name, title, intents, steps } of dialogs) {
    checkReply([name, "title"], title, new Map(), known, tell);
    for (const [index, intent] of intents.entries()) {
      const path = [name, "intents", index];
      const owner = owners.get(intent);
      if (owner) tell(path, `"${intent}" begins the dialog "${owner}" already: keep it in one`);
      owners.set(intent, owner ?? name);
      for (const [language, trained] of Object.entries(known.trained))
        if (!trained.has(intent) && !Object.hasOwn(taxonomy, intent))
          tell(
            path,
            `"${intent}" has no phrases in ${language}${didYouMean(intent, Object.keys(taxonomy))}: add some to ${language}/training.yaml`,
          );
    }
    walk([name, "steps"], steps, new Map(), known, tell);
  }
  return problems;
}

/** @returns the slots asked on some way through, or null when every way ends with a person. */
function walk(path: PropertyKey[], steps: Step[], before: Asked, known: Known, tell: Tell): Asked | null {
  let asked: Asked | null = before;
  for (const [index, step] of steps.entries()) {
    if (!asked) {
      tell([...path, index], "never reached: a person has taken over before. Take it out, or move it up");
      return null;
    }
    asked = checkStep([...path, index], step, asked, known, tell);
  }
  return asked;
}

function checkStep(path: PropertyKey[], step: Step, asked: Asked, known: Known, tell: Tell): Asked | null {
  if ("ask" in step) return checkAsk(path, step, asked, known, tell);
  if ("branch" in step) return checkBranch([...path, "branch"], step, asked, known, tell);
  if ("call" in step) {
    checkCall(path, step, asked, known, tell);
    return asked;
  }
  if ("hand_over" in step) {
    checkReply([...path, "hand_over"], step.hand_over, asked, known, tell);
    return null;
  }
  checkReply(
    [...path, "say"],
    step.say,
    new Map<string, unknown>([...asked, ...Object.entries(step.with ?? {})]),
    known,
    tell,
  );
  const shown = known.placeholders.get(step.say);
  for (const name of Object.keys(step.with ?? {}))
    if (shown && !shown.has(name))
      tell(
        [...path, "with", name],
        `"${step.say}" shows no {${name}}${didYouMean(name, shown)}: take it out, or put it into the reply`,
      );
  return asked;
}

function checkAsk(path: PropertyKey[], step: Ask, asked: Asked, known: Known, tell: Tell): Asked {
  if (asked.has(step.ask))
    tell(
      [...path, "ask"],
      `"${step.ask}" was asked before, so this is never asked: take it out, or rename it`,
    );
  checkReply([...path, "question"], step.question, asked, known, tell);
  const values = new Set<string>();
  for (const [index, { title, value }] of (step.choices ?? []).entries()) {
    checkReply([...path, "choices", index, "title"], title, asked, known, tell);
    if (values.has(value))
      tell([...path, "choices", index, "value"], `"${value}" is a choice already: use another value`);
    values.add(value);
  }
  return new Map([...asked, [step.ask, step]]);
}

function checkBranch(
  path: PropertyKey[],
  { branch }: Extract<Step, { branch: unknown }>,
  asked: Asked,
  known: Known,
  tell: Tell,
): Asked | null {
  const after = new Map<string, Ask>();
  const seen = new Set<string>();
  let goesOn = false;
  let isClosed = false;
  for (const [index, arm] of branch.entries()) {
    const here = [...path, index];
    if (isClosed) tell(here, "never reached: it stands after otherwise. Move otherwise to the end");
    if ("when" in arm) {
      const written = JSON.stringify(Object.entries(arm.when).toSorted());
      if (seen.has(written))
        tell([...here, "when"], "never reached: the same when stands above. Change one of them");
      seen.add(written);
      checkWhen([...here, "when"], arm.when, asked, tell);
    }
    const end = walk(
      [...here, "when" in arm ? "steps" : "otherwise"],
      "when" in arm ? arm.steps : arm.otherwise,
      asked,
      known,
      tell,
    );
    for (const [slot, ask] of end ?? []) after.set(slot, ask);
    if ("otherwise" in arm) isClosed = true;
    goesOn ||= end !== null;
  }
  return goesOn || !isClosed ? new Map([...asked, ...after]) : null;
}

/** A condition must be on a slot that was asked, and must be possible. */
function checkWhen(path: PropertyKey[], when: When, asked: Asked, tell: Tell): void {
  for (const [slot, condition] of Object.entries(when)) {
    const ask = asked.get(slot);
    const here = [...path, slot];
    if (!ask) tell(here, `"${slot}" was not asked before${didYouMean(slot, asked.keys())}: ask for it first`);
    else if (ask.choices) {
      const values = ask.choices.map(({ value }) => value);
      const named = typeof condition !== "object" ? [condition] : "in" in condition ? condition.in : null;
      if (!named) tell(here, `"${slot}" is chosen, not counted: compare it with ${values.join(", ")}`);
      for (const value of named ?? [])
        if (!values.includes(String(value)))
          tell(
            here,
            `"${value}" is no choice of "${slot}"${didYouMean(String(value), values)}: it has ${values.join(", ")}`,
          );
    } else if (ask.number) {
      const { min, max } = ask.number;
      if (!isPossible(condition, min, max))
        tell(here, `never true: "${slot}" goes from ${min} to ${max}. Change the number`);
    } else if (typeof condition === "object" && !("in" in condition))
      tell(here, `"${slot}" is no number: compare it with a value, or with { in: [values] }`);
  }
}

function isPossible(condition: Condition, min: number, max: number): boolean {
  const isWithin = (value: string | number): boolean => Number(value) >= min && Number(value) <= max;
  if (typeof condition !== "object") return isWithin(condition);
  if ("in" in condition) return condition.in.some(isWithin);
  const { above = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY } = condition;
  return above < max && below > min && above < below;
}

function checkCall(
  path: PropertyKey[],
  { call, args }: Extract<Step, { call: string }>,
  asked: Asked,
  { actions }: Known,
  tell: Tell,
): void {
  const wanted = Object.hasOwn(actions, call) ? actions[call] : undefined;
  if (!wanted) {
    const names = Object.keys(actions);
    tell(
      [...path, "call"],
      `"${call}" is no action${didYouMean(call, names)}: there is ${names.join(", ") || "none yet"}`,
    );
    return;
  }
  for (const name of Object.keys(wanted))
    if (!Object.hasOwn(args, name))
      tell([...path, "call"], `"${call}" needs "${name}": add it to args with a slot`);
  for (const [name, slot] of Object.entries(args)) {
    const type = Object.hasOwn(wanted, name) ? wanted[name] : undefined;
    const ask = asked.get(slot);
    if (!type)
      tell(
        [...path, "args", name],
        `"${call}" has no "${name}"${didYouMean(name, Object.keys(wanted))}: take it out`,
      );
    else if (!ask)
      tell(
        [...path, "args", name],
        `"${slot}" was not asked before${didYouMean(slot, asked.keys())}: ask for it first`,
      );
    else if ((ask.number ? "number" : "text") !== type)
      tell(
        [...path, "args", name],
        `"${call}" takes a ${type} for "${name}", and "${slot}" is none: ask for a ${type}`,
      );
  }
}

function checkReply(
  path: PropertyKey[],
  key: string,
  filled: ReadonlyMap<string, unknown>,
  { placeholders }: Known,
  tell: Tell,
): void {
  const names = placeholders.get(key);
  if (!names)
    tell(path, `there is no reply "${key}"${didYouMean(key, placeholders.keys())}: add it to replies.yaml`);
  for (const name of names ?? [])
    if (!filled.has(name))
      tell(
        path,
        `"${key}" shows {${name}}, which was not asked before${didYouMean(name, filled.keys())}: ask for it first`,
      );
}
