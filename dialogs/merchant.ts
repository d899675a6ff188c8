import { westernDigits } from "../models/digits.ts";
import {
  type Arm,
  holds,
  type MerchantDialog,
  type SlotValues,
  type Step as Written,
} from "../models/merchant-dialog.ts";
import { takesBack } from "./engine/corrections.ts";
import { ask, branch, call, type Flow, flow, handoff, type Slot, type Step, say } from "./engine/flow.ts";

type Values = Record<string, unknown>;

/**
 * A merchant's own dialog (`locales/dialogs.yaml`) as a flow: it runs on the same engine as ours. Its version
 * is taken from its content, so that an edit under way in a conversation keeps the answers given so far.
 */
export function merchantFlow(dialog: MerchantDialog): Flow {
  const asked = questions(dialog.steps);
  return flow<Values>(dialog.name, {
    version: contentVersion(JSON.stringify(dialog)),
    title: dialog.title,
    intents: dialog.intents,
    slots: Object.fromEntries(asked.map((question) => [question.ask, slotOf(question)])),
    steps: compile(dialog.steps, "s"),
  });
}

type Question = Extract<Written, { ask: string }>;

function slotOf(question: Question): Slot<Values> {
  const { number, choices, entity, text } = question;
  if (number) {
    const parse = (said: string): number | null => inRange(said, number);
    return { parse, hears: (said) => (takesBack(said) ? parse(said) : null) };
  }
  if (choices) return { parse: (said) => choices.find(({ value }) => value === said)?.value ?? null };
  if (entity) return { entity };
  return text ? { free: true, parse: (said) => said.trim() || null } : {};
}

/** The one number in a text, when it lies in the range: "1m65" and "165 cm" are 165 where metres would be too few. */
function inRange(text: string, { min, max }: { min: number; max: number }): number | null {
  const western = westernDigits(text);
  const metres = /(?<!\d)([12])\s*(?:m|,|\.|متر)\s*(\d{2})(?!\d)/iu.exec(western);
  const found = metres
    ? Number(metres[1]) * 100 + Number(metres[2])
    : Number(/\d+(?:[.,]\d+)?/.exec(western)?.[0].replace(",", "."));
  return found >= min && found <= max ? found : null;
}

/** Step names are their places, so that the same file gives the same names. */
function compile(steps: Written[], path: string): Step<Values>[] {
  return steps.flatMap((step, index) => compileOne(step, `${path}.${index}`));
}

function compileOne(step: Written, name: string): Step<Values> {
  if ("ask" in step) return question(step);
  if ("say" in step)
    return say(name, ({ values }) => ({ key: step.say, params: { ...texts(values), ...step.with } }));
  if ("hand_over" in step) {
    return handoff(name, ({ values, replies, language }) => ({
      reason: replies.render(step.hand_over, language),
      summary: Object.entries(texts(values))
        .map(([slot, value]) => `${slot}: ${value}`)
        .join(", "),
    }));
  }
  if ("call" in step) {
    const slots = Object.entries(step.args);
    return call(name, {
      action: step.call,
      key: ({ conversation, values }) =>
        `${conversation.id}:${step.call}:${slots.map(([, slot]) => values[slot]).join(":")}`,
      args: ({ values }) => Object.fromEntries(slots.map(([argument, slot]) => [argument, values[slot]])),
      uses: slots.map(([, slot]) => slot),
    });
  }
  return branch(
    name,
    ({ values }) => String(step.branch.findIndex((arm) => taken(arm, values as SlotValues))),
    Object.fromEntries(
      step.branch.map((arm, index) => [String(index), compile(stepsOf(arm), `${name}.${index}`)]),
    ),
  );
}

const question = ({ ask: slot, question: key, choices = [] }: Question): Step<Values> =>
  ask(slot, ({ replies, language }) => ({
    reply: { key },
    options: choices.map(({ title, value }) => ({ title: replies.render(title, language), value })),
  }));

const stepsOf = (arm: Arm): Written[] => ("when" in arm ? arm.steps : arm.otherwise);

const taken = (arm: Arm, values: SlotValues): boolean => ("when" in arm ? holds(arm.when, values) : true);

const questions = (steps: Written[]): Question[] =>
  steps.flatMap((step) => {
    if ("ask" in step) return [step];
    return "branch" in step ? step.branch.flatMap((arm) => questions(stepsOf(arm))) : [];
  });

function texts(values: Values): Record<string, string | number> {
  const plain = Object.entries(values).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === "string" || typeof entry[1] === "number",
  );
  return Object.fromEntries(plain);
}

/** A number that changes with the text (FNV-1a, 32 bits). */
function contentVersion(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
