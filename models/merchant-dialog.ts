import { z } from "zod";
import { entityTypes } from "./ports/recogniser.ts";

const replyKey = z.string({ error: "a reply key such as size_adviser.title" }).min(1);
const slotName = z
  .string({ error: "the name of a slot such as height" })
  .regex(/^[a-z][a-z0-9_]*$/, "the name of a slot: small letters, digits and _");
const words = <T extends z.ZodType>(item: T) => z.array(item).min(1, "at least one");

/** One tappable answer: a reply key for what it says, and the value the slot then holds. */
const Choice = z.strictObject({
  title: replyKey,
  value: z.string({ error: "a text: put a number in quotes" }).min(1),
});

/** Both ends are accepted answers. */
const NumberRange = z
  .strictObject({ min: z.number(), max: z.number() })
  .refine(({ min, max }) => min < max, "min must be below max");

const Ask = z
  .strictObject({
    ask: slotName,
    question: replyKey,
    number: NumberRange.optional(),
    choices: z.array(Choice).min(2, "at least two choices").max(10, "at most ten choices").optional(),
    entity: z.enum(entityTypes).optional(),
    text: z.literal(true).optional(),
  })
  .refine(
    (ask) =>
      [ask.number, ask.choices, ask.entity, ask.text].filter((kind) => kind !== undefined).length === 1,
    "say in one way what is asked for: number, choices, entity or text",
  );

/** The reply's placeholders are the slots asked so far, and the values given here. */
const Say = z.strictObject({
  say: replyKey,
  with: z.record(slotName, z.union([z.string(), z.number()])).optional(),
});

/** Arguments of the action → the slots that hold them. */
const Call = z.strictObject({
  call: z.string({ error: "the name of an action" }).min(1),
  args: z.record(z.string(), slotName).default({}),
});

const HandOver = z.strictObject({ hand_over: replyKey });

const Bounds = z
  .strictObject({ above: z.number().optional(), below: z.number().optional() })
  .refine((bounds) => bounds.above !== undefined || bounds.below !== undefined, "above, below or both");
const OneOf = z.strictObject({ in: words(z.union([z.string(), z.number()])) });
const Condition = z.union([z.string(), z.number(), OneOf, Bounds], {
  error: "a value, { below: number }, { above: number } or { in: [values] }",
});

/** All of its conditions must hold. */
const When = z
  .record(slotName, Condition)
  .refine((when) => Object.keys(when).length > 0, "at least one slot and what it must be");

/** A step as it is written; `"ask" in step` and so on tell the kinds apart. */
export type Step =
  | z.infer<typeof Ask>
  | z.infer<typeof Say>
  | z.infer<typeof Call>
  | z.infer<typeof HandOver>
  | { branch: Arm[] };
/** The first arm whose `when` holds is taken; none at all is no fault, the flow then goes on. */
export type Arm = { when: When; steps: Step[] } | { otherwise: Step[] };
export type When = z.infer<typeof When>;
export type Condition = z.infer<typeof Condition>;
export type SlotValues = Readonly<Record<string, string | number | undefined>>;

/** Chooses the schema by the word that is there, so that a fault speaks of that kind alone. */
function byWord<T>(schemas: Record<string, () => z.ZodType<T>>, error: string): z.ZodType<T> {
  return z.unknown().transform((raw, context): T => {
    const word = Object.keys(schemas).find((key) => typeof raw === "object" && raw !== null && key in raw);
    if (word === undefined) {
      context.addIssue({ code: "custom", message: error });
      return z.NEVER;
    }
    const parsed = schemas[word]!().safeParse(raw);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues)
      context.issues.push({ ...issue, input: raw } as z.core.$ZodRawIssue);
    return z.NEVER;
  });
}

const Step: z.ZodType<Step> = byWord<Step>(
  {
    ask: () => Ask,
    say: () => Say,
    branch: () => Branch,
    call: () => Call,
    hand_over: () => HandOver,
  },
  "a step is one of ask, say, branch, call, hand_over",
);
const Steps = z.array(Step, { error: "a list of steps" }).min(1, "at least one step");
const Arm: z.ZodType<Arm> = byWord<Arm>(
  {
    when: () => z.strictObject({ when: When, steps: Steps }),
    otherwise: () => z.strictObject({ otherwise: Steps }),
  },
  "begin with when: { slot: value } and steps, or with otherwise",
);
const Branch = z.strictObject({ branch: words(Arm) });

/** One flow: `title` names it to the shopper; `intents` begin it, the shop's own ones or those of the taxonomy. */
const Dialog = z.strictObject({
  title: replyKey,
  intents: words(
    z
      .string({ error: "the name of an intent" })
      .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/, "an intent is named topic.want, in small letters"),
  ),
  steps: Steps,
});

/** The whole of `locales/dialogs.yaml`: names of flows → flows. */
export const MerchantDialogs = z.record(
  z.string().regex(/^[a-z][a-z0-9_]*$/, "the name of a dialog: small letters, digits and _"),
  Dialog,
);

/** Every word of the file's own language, to suggest one for a mistyped word. */
export const dialogWords = [
  "title intents steps ask question number min max choices value entity text".split(" "),
  "say with branch when otherwise above below in call args hand_over".split(" "),
].flat();

/** A merchant's own flow, without code: what to ask and say, by reply keys. */
export type MerchantDialog = z.infer<typeof Dialog> & { name: string };

/** Whether a branch's `when` is met. A slot that is not filled meets nothing; bounds are exclusive. */
export function holds(when: When, slots: SlotValues): boolean {
  return Object.entries(when).every(([slot, condition]) => meets(slots[slot], condition));
}

function meets(value: string | number | undefined, condition: Condition): boolean {
  if (value === undefined) return false;
  if (typeof condition !== "object") return String(value) === String(condition);
  if ("in" in condition) return condition.in.some((wanted) => String(value) === String(wanted));
  return (
    typeof value === "number" &&
    value > (condition.above ?? -Infinity) &&
    value < (condition.below ?? Infinity)
  );
}
