import type { Draft } from "../draft.ts";
import type { Flow, Slot } from "../flow.ts";
import { matchOption } from "../options.ts";
import { answerTo, type Heard, slotsFromUtterance } from "../slots.ts";
import { tap } from "../taps.ts";
import { asksSomething, yesOrNo } from "../yes-no.ts";
import { intentOf, openFrame } from "./rule.ts";

type AnySlot = Slot<Record<string, unknown>> | undefined;

/** A free answer gives way to another wish only when that wish is this sure. */
const digressionScore = 0.5;
/** A name or a street is no sentence, and may look like any wish: "Karim" is a cream as well. */
const namesDigressionScore = 0.85;

/** A yes or no in more words than this says what it is about. */
const fewWords = 3;

/** Two questions are open, one of them begun by the shop: a bare "yes" asks which is meant. */
export function whichYes(draft: Draft, heard: Heard): boolean {
  const open = draft.state.stack.filter((frame) => {
    const slot = frame.question && draft.flow(frame.flow)?.slots[frame.question.slot];
    return slot?.confirms && !draft.expired(frame);
  });
  const said = yesOrNo(heard.text, heard.understanding);
  const isBare =
    heard.text.trim().split(/\s+/).length <= fewWords && heard.understanding.entities.length === 0;
  if (open.length < 2 || !open.at(-1)?.proactive || said === null || !isBare) return false;
  const choices = open.flatMap((frame) => {
    const flow = draft.flow(frame.flow);
    const slot = frame.question?.slot;
    if (!flow || !slot) return [];
    const value = `answer:${frame.flow}:${frame.id}?${slot}=${said}`;
    return [{ title: draft.title(flow), value }];
  });
  draft.say({ key: "engine.which_question" });
  draft.contents.at(-1)!.choices = choices;
  return true;
}

/** The open question is a day old: an answer to it means nothing any more, anything else is heard afresh. */
export function tooLate(draft: Draft, heard: Heard): boolean {
  const open = openFrame(draft);
  if (!open || !draft.expired(open.frame)) return false;
  const slot = open.frame.question && open.flow.slots[open.frame.question.slot];
  const answered = answerTo(open.flow, open.frame, heard, draft.scene(open.frame)) !== null;
  // A number or a name says by itself what it answers; a yes does not.
  if (answered && !slot?.confirms && !slot?.free) return false;
  draft.state.stack.pop();
  if (!answered || slot?.free) return false;
  draft.say({
    key: "engine.expired",
    params: { title: draft.title(open.flow) },
    next: [{ title: "engine.start_again.button", flow: open.flow.name }],
  });
  return true;
}

/** The open question takes its answer, and whatever else the utterance tells. */
export async function answer(draft: Draft, heard: Heard): Promise<boolean> {
  const open = openFrame(draft);
  const asked = open?.frame.question?.slot;
  if (!open || asked === undefined) return false;
  const { frame, flow } = open;
  const slot = flow.slots[asked];
  const value = answerTo(flow, frame, heard, draft.scene(frame));
  if (value === null) return false;
  const found = slotsFromUtterance(flow, heard, draft.scene(frame));
  const mayBeElse = slot?.confirms ? asksSomething(heard.text) : slot?.free && !(asked in found);
  if (mayBeElse ? asksElse(draft, heard, flow, slot) : asksAboutIt(draft, heard, flow)) return false;
  // "La bleue" tells the colour, not the article that was asked for.
  const other = slot?.free && !(asked in found) && Object.keys(found).length > 0;
  Object.assign(frame.slots, found, other ? {} : { [asked]: value });
  await draft.advance(frame);
  return true;
}

function asksElse(draft: Draft, { text, understanding }: Heard, { intents }: Flow, slot: AnySlot): boolean {
  const [best] = understanding.intents;
  const least = slot?.names && !asksSomething(text) ? namesDigressionScore : digressionScore;
  if (!best || best.score < least || intents.includes(best.name)) return false;
  return (
    draft.flowFor(best.name) !== undefined || best.name.startsWith("assist.") || best.name === "answer.unsure"
  );
}

/**
 * "How much is delivery to Agadir?" is no answer to "which city?": it takes the city for itself. "Do you have it in 38?"
 * answers "which size?", for it names no article of its own.
 */
function asksAboutIt(draft: Draft, heard: Heard, flow: Flow): boolean {
  const wish = draft.flowFor(intentOf(heard));
  if (!wish || !asksSomething(heard.text) || !asksElse(draft, heard, flow, undefined)) return false;
  const named = slotsFromUtterance(wish, heard, draft.scene());
  const about = wish.subject ?? Object.keys(named);
  return about.some((slot) => slot in named);
}

/** Who does not know the answer is not asked again and again. */
export function unsure(draft: Draft, heard: Heard): boolean {
  if (!draft.top?.question || intentOf(heard) !== "answer.unsure") return false;
  draft.say({ key: "engine.unsure", next: [{ title: "menu.human.button", flow: "assist.human" }] });
  return true;
}

/** "2", "la deuxième" or a label, when cards or next steps were offered, beside a question or alone. */
export async function offeredChoice(draft: Draft, heard: Heard): Promise<boolean> {
  const index = matchOption(heard.text, draft.state.offered);
  if (index === null) return false;
  return tap(draft, draft.state.offered[index]!.value);
}
