import type { Draft } from "./draft.ts";
import { answer, offeredChoice, tooLate, unsure, whichYes } from "./rules/answers.ts";
import { continuation, correction, detail, followUp, moreAboutIt } from "./rules/corrections.ts";
import type { Rule } from "./rules/rule.ts";
import { cancel, confidentIntent, consent, notUnderstood, repeat, whichOne } from "./rules/wishes.ts";
import type { Heard } from "./slots.ts";

/**
 * What to do with a text, in the order in which it is decided: words of consent; the open question; what is under
 * way; new wishes; and at last that we did not understand. The first rule that applies ends the matter.
 */
const rules: Rule[] = [
  consent,
  whichYes,
  tooLate,
  followUp,
  correction,
  answer,
  unsure,
  offeredChoice,
  cancel,
  repeat,
  detail,
  whichOne,
  continuation,
  confidentIntent,
  moreAboutIt,
  notUnderstood,
];

/** Applies the policy to what the shopper wrote. */
export async function decide(draft: Draft, heard: Heard): Promise<void> {
  const { doubtful } = draft.state;
  for (const rule of rules) {
    if (!(await rule(draft, heard))) continue;
    if (rule !== notUnderstood) draft.state.misses = 0;
    if (draft.state.doubtful === doubtful) draft.state.doubtful = null;
    return;
  }
}
