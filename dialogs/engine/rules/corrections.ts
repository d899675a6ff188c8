import { takesBack } from "../corrections.ts";
import type { Draft } from "../draft.ts";
import type { Flow } from "../flow.ts";
import { recentFrame, reopen } from "../recent.ts";
import { changes, type Heard, slotsFromUtterance } from "../slots.ts";
import type { Frame } from "../state.ts";
import { yesOrNo } from "../yes-no.ts";
import { intentOf } from "./rule.ts";

/** Longer messages are heard for what they ask. */
const fewWords = 5;
/** They tie a value to what was said before, and wish for nothing. */
const linkingWords = new Set(
  "et and also w wa en in of de du le la les the l f fi b ou or what about how taille size و في ف ب ل او أو مقاس".split(
    " ",
  ),
);
/** An intent below this gives way to what is being talked about. */
const sureScore = 0.5;

/** The flow that one talks about, under way or just ended, and the new values that an utterance has for it. */
interface Subject {
  frame: Frame;
  flow: Flow;
  isOpen: boolean;
  /** Everything the utterance tells for its slots. */
  found: Frame["slots"];
  /** Only what differs from what is known. */
  changed: Frame["slots"];
}

function subjectOf(draft: Draft, heard: Heard): Subject | null {
  const isOpen = draft.top !== undefined;
  const frame = draft.top ?? recentFrame(draft);
  const flow = frame && draft.flow(frame.flow);
  if (!frame || !flow) return null;
  const told = Object.entries(slotsFromUtterance(flow, heard, draft.scene(frame)));
  const found = Object.fromEntries(told.filter(([slot]) => isOpen || !flow.slots[slot]?.settled));
  return { frame, flow, isOpen, found, changed: changes(frame, found) };
}

/** Takes the new values and walks the flow again; one that has ended is opened again. */
async function goOn(draft: Draft, { frame, isOpen }: Subject, slots: Frame["slots"]): Promise<true> {
  if (!isOpen) reopen(draft, frame);
  Object.assign(frame.slots, slots);
  await draft.advance(frame);
  return true;
}

/** "Enlève-la", "non, 3", just after a flow that knows what such words change. */
export async function followUp(draft: Draft, heard: Heard): Promise<boolean> {
  const frame = draft.top ? undefined : recentFrame(draft);
  const told = frame && draft.flow(frame.flow)?.followUp;
  const slots = told?.slots(heard, draft.scene(frame));
  const flow = told && draft.flow(told.flow);
  if (!flow || !slots) return false;
  await draft.begin(flow, { ...slotsFromUtterance(flow, heard, draft.scene()), ...slots });
  return true;
}

/** "Non, en 40", "finalement la bleue": another value for a slot that is known, also just after the flow. */
export async function correction(draft: Draft, heard: Heard): Promise<boolean> {
  const subject = subjectOf(draft, heard);
  if (!subject) return false;
  const { frame, flow, isOpen, found } = subject;
  const asked = frame.question?.slot;
  const changed = Object.entries(subject.changed).filter(([slot]) => slot !== asked);
  const known = changed.filter(([slot]) => frame.slots[slot] !== undefined);
  const instead = takesBack(heard.text);
  if (known.length === 0 && !(instead && changed.length > 0)) return false;
  const intent = intentOf(heard);
  const own = flow.intents.includes(intent) || intent === "None" || intent.startsWith("answer.");
  if (!own && !instead) return false;
  const isNewWish =
    !isOpen && !instead && (flow.repeats || known.some(([slot]) => flow.subject?.includes(slot)));
  if (isNewWish) return false;
  return goOn(draft, subject, { ...Object.fromEntries(changed), ...answerBeside(heard, flow, asked, found) });
}

/** A "no" that comes with another value is about that value; a "yes" answers as well. */
function answerBeside(
  heard: Heard,
  flow: Flow,
  asked: string | undefined,
  found: Frame["slots"],
): Frame["slots"] {
  if (asked === undefined) return {};
  if (flow.slots[asked]?.confirms) return yesOrNo(heard.text, heard.understanding) ? { [asked]: true } : {};
  const value = found[asked];
  return value === undefined ? {} : { [asked]: value };
}

/**
 * Few words that carry a value for what is being talked about, and none for what they seem to ask: "ok, in black",
 * "under 300".
 */
export function detail(draft: Draft, heard: Heard): Promise<boolean> | boolean {
  const wish = draft.flowFor(intentOf(heard));
  const isShort = heard.text.trim().split(/\s+/).length <= fewWords;
  const isSure = (heard.understanding.intents[0]?.score ?? 0) >= sureScore;
  const isAboutWish =
    wish !== undefined && Object.keys(slotsFromUtterance(wish, heard, draft.scene())).length > 0;
  const isDetail = (isShort && !(isAboutWish && isSure)) || saysValuesOnly(heard);
  return isDetail && moreAboutIt(draft, heard);
}

/** "And in navy?", "et le 40": what is wished for is what was wished for. */
function saysValuesOnly({ text, understanding }: Heard): boolean {
  const rest = understanding.entities
    .toSorted((a, b) => b.start - a.start)
    .reduce((some, { start, end }) => `${some.slice(0, start)} ${some.slice(end)}`, text);
  const words = rest.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return understanding.entities.length > 0 && words.every((word) => linkingWords.has(word));
}

/** No intent, but a value that the flow under way, or the last one, can use: "en rouge", "moins cher". */
export async function moreAboutIt(draft: Draft, heard: Heard): Promise<boolean> {
  const subject = subjectOf(draft, heard);
  if (!subject || Object.keys(subject.changed).length === 0) return false;
  const { frame, flow, isOpen, changed } = subject;
  if (!isOpen && flow.repeats && !takesBack(heard.text)) {
    await draft.begin(flow, { ...frame.slots, ...changed });
    return true;
  }
  if (isOpen || !flow.subject?.some((slot) => slot in changed)) return goOn(draft, subject, changed);
  await draft.begin(flow, changed);
  return true;
}

/** An intent that the last flow takes as its own, as long as it names nothing new: "et en 40 ?" after a search. */
export async function continuation(draft: Draft, heard: Heard): Promise<boolean> {
  const subject = subjectOf(draft, heard);
  const wish = draft.flowFor(intentOf(heard));
  if (!subject || !wish || !subject.flow.continues?.includes(intentOf(heard))) return false;
  const named = Object.keys(slotsFromUtterance(wish, heard, draft.scene()));
  if (named.some((slot) => wish.subject?.includes(slot)) || Object.keys(subject.changed).length === 0)
    return false;
  return goOn(draft, subject, subject.changed);
}
