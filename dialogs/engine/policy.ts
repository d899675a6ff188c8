import { consentWord } from "../../models/consent.ts";
import { takesBack } from "./corrections.ts";
import type { Draft } from "./draft.ts";
import type { Flow } from "./flow.ts";
import { matchOption } from "./options.ts";
import { recentFrame, reopen } from "./recent.ts";
import { startPayload } from "./reply.ts";
import { answerTo, changes, type Heard, slotsFromUtterance } from "./slots.ts";
import type { Frame } from "./state.ts";
import { tap } from "./taps.ts";
import { yesOrNo } from "./yes-no.ts";

/** Below this, the best intent is a guess. What is out of scope the recogniser calls None by itself. */
const confidentScore = 0.35;
/** Two intents closer than this are asked about. */
const closeMargin = 0.1;
/** A free answer gives way to another wish only when that wish is this sure. */
const digressionScore = 0.5;
const fewWords = 5;

/** One rule of the policy: true when it has dealt with the message. */
type Rule = (draft: Draft, heard: Heard) => boolean | Promise<boolean>;

/** What to do with a text, in the order in which it is decided. The first rule that applies ends the matter. */
const rules: Rule[] = [
  consent,
  whichYes,
  tooLate,
  correction,
  answer,
  unsure,
  offeredChoice,
  cancel,
  repeat,
  detail,
  whichOne,
  confidentIntent,
  moreAboutIt,
  notUnderstood,
];

/** Applies the policy to what the shopper wrote. */
export async function decide(draft: Draft, heard: Heard): Promise<void> {
  for (const rule of rules) if (await rule(draft, heard)) return;
}

const intentOf = ({ understanding }: Heard): string => {
  const [best] = understanding.intents;
  return best && best.score >= confidentScore ? best.name : "None";
};

function openFrame(draft: Draft): { frame: Frame; flow: Flow } | null {
  const frame = draft.top;
  const flow = frame?.question && draft.flow(frame.flow);
  return frame && flow ? { frame, flow } : null;
}

/** STOP and its like work at any point of any conversation. */
async function consent(draft: Draft, { text }: Heard): Promise<boolean> {
  const word = consentWord(text);
  const flow = word && draft.flowFor(word === "out" ? "consent.unsubscribe" : "consent.subscribe");
  if (!flow) return false;
  await draft.begin(flow, {});
  return true;
}

/** Two questions are open, one of them begun by the shop: a bare "yes" asks which is meant. */
function whichYes(draft: Draft, heard: Heard): boolean {
  const open = draft.state.stack.filter((frame) => {
    const slot = frame.question && draft.flow(frame.flow)?.slots[frame.question.slot];
    return slot?.confirms && !draft.expired(frame);
  });
  const said = yesOrNo(heard.text, heard.understanding);
  if (open.length < 2 || !open.at(-1)?.proactive || said === null) return false;
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
function tooLate(draft: Draft, heard: Heard): boolean {
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

/** Who does not know the answer is not asked again and again. */
function unsure(draft: Draft, heard: Heard): boolean {
  if (!draft.top?.question || intentOf(heard) !== "answer.unsure") return false;
  draft.say({ key: "engine.unsure", next: [{ title: "menu.human.button", flow: "assist.human" }] });
  return true;
}

/** "Non, en 40", "finalement la bleue": another value for a slot that is known, also just after the flow. */
async function correction(draft: Draft, heard: Heard): Promise<boolean> {
  const frame = draft.top ?? recentFrame(draft);
  const flow = frame && draft.flow(frame.flow);
  if (!frame || !flow) return false;
  const found = slotsFromUtterance(flow, heard, draft.scene(frame));
  const asked = frame.question?.slot;
  const changed = Object.entries(changes(frame, found)).filter(([slot]) => slot !== asked);
  const known = changed.filter(([slot]) => frame.slots[slot] !== undefined);
  const instead = takesBack(heard.text);
  if (known.length === 0 && !(instead && changed.length > 0)) return false;
  const intent = intentOf(heard);
  const own = flow.intents.includes(intent) || intent === "None" || intent.startsWith("answer.");
  if (!own && !instead) return false;
  if (!draft.top) {
    const newWish = !instead && known.some(([slot]) => flow.subject?.includes(slot));
    if (newWish) return false;
    reopen(draft, frame);
  }
  // A "no" that comes with another value is about that value; a "yes" answers as well.
  const slot = asked === undefined ? undefined : flow.slots[asked];
  const answered = slot?.confirms
    ? yesOrNo(heard.text, heard.understanding) === true
    : asked !== undefined && asked in found;
  Object.assign(frame.slots, Object.fromEntries(changed));
  if (answered && asked !== undefined) frame.slots[asked] = slot?.confirms ? true : found[asked]!;
  draft.state.misses = 0;
  await draft.advance(frame);
  return true;
}

/** The open question takes its answer, and whatever else the utterance tells. */
async function answer(draft: Draft, heard: Heard): Promise<boolean> {
  const open = openFrame(draft);
  const asked = open?.frame.question?.slot;
  if (!open || asked === undefined) return false;
  const { frame, flow } = open;
  const slot = flow.slots[asked];
  const value = answerTo(flow, frame, heard, draft.scene(frame));
  if (value === null) return false;
  if (slot?.free && asksElse(draft, heard, flow)) return false;
  const found = slotsFromUtterance(flow, heard, draft.scene(frame));
  // "La bleue" tells the colour, not the article that was asked for.
  const other = slot?.free && !(asked in found) && Object.keys(found).length > 0;
  Object.assign(frame.slots, found, other ? {} : { [asked]: value });
  draft.state.misses = 0;
  await draft.advance(frame);
  return true;
}

function asksElse(draft: Draft, { understanding }: Heard, flow: Flow): boolean {
  const [best] = understanding.intents;
  if (!best || best.score < digressionScore || flow.intents.includes(best.name)) return false;
  return draft.flowFor(best.name) !== undefined || best.name.startsWith("assist.");
}

/** "2", "la deuxième" or a label, when cards or next steps were offered and no question is open. */
async function offeredChoice(draft: Draft, heard: Heard): Promise<boolean> {
  if (draft.top?.question) return false;
  const index = matchOption(heard.text, draft.state.offered);
  if (index === null) return false;
  return tap(draft, draft.state.offered[index]!.value);
}

/** A bare "annuler" is about what is under way. */
const bareCancel =
  /^\s*(?:annule[rz]?|stop|cancel|laisse(?:r|z)? tomber|الغاء|إلغاء|ألغ|الغي|بلاش|batal|annuli)[\s.!]*$/iu;

async function cancel(draft: Draft, heard: Heard): Promise<boolean> {
  const isBare = draft.top !== undefined && bareCancel.test(heard.text);
  if (!isBare && intentOf(heard) !== "assist.cancel") return false;
  const flow = draft.cancel();
  draft.say(
    flow
      ? { key: "engine.cancelled", params: { title: draft.title(flow) } }
      : { key: "engine.nothing_to_cancel" },
  );
  await draft.resume();
  return true;
}

function repeat(draft: Draft, heard: Heard): boolean {
  if (intentOf(heard) !== "assist.repeat" || draft.state.last.length === 0) return false;
  draft.contents.push(...draft.state.last);
  return true;
}

/** Two wishes are equally likely: ask. */
function whichOne(draft: Draft, heard: Heard): boolean {
  const [best, second] = heard.understanding.intents;
  if (!best || !second || best.name === "None" || second.name === "None") return false;
  if (best.score - second.score >= closeMargin || second.score < confidentScore / 2) return false;
  const [one, other] = [draft.flowFor(best.name), draft.flowFor(second.name)];
  if (!one || !other || one === other) return false;
  draft.say({ key: "engine.which_wish" });
  draft.contents.at(-1)!.choices = [one, other].map((flow) => ({
    title: draft.title(flow),
    value: startPayload(flow.name, slotsFromUtterance(flow, heard, draft.scene())),
  }));
  return true;
}

/** A new wish, a digression from the one under way, or the same wish again with more detail. */
async function confidentIntent(draft: Draft, heard: Heard): Promise<boolean> {
  const flow = draft.flowFor(intentOf(heard));
  if (!flow) return false;
  draft.state.misses = 0;
  if (await goesOnWithLast(draft, heard, flow)) return true;
  const found = slotsFromUtterance(flow, heard, draft.scene());
  const frame = draft.top;
  if (frame?.flow === flow.name) {
    Object.assign(frame.slots, found);
    await draft.advance(frame);
    return true;
  }
  const recent = recentFrame(draft);
  const goesOn =
    recent?.flow === flow.name &&
    Object.keys(found).length > 0 &&
    !flow.subject?.some((slot) => slot in found);
  await draft.begin(flow, goesOn ? { ...subjectOf(flow, recent), ...found } : found);
  return true;
}

/** An intent that the last flow takes as its own, as long as it names nothing new: "et en 40 ?" after a search. */
async function goesOnWithLast(draft: Draft, heard: Heard, wish: Flow): Promise<boolean> {
  const frame = draft.top ?? recentFrame(draft);
  const flow = frame && draft.flow(frame.flow);
  if (!frame || !flow?.continues?.includes(intentOf(heard))) return false;
  const namesSubject = Object.keys(slotsFromUtterance(wish, heard, draft.scene())).some((slot) =>
    wish.subject?.includes(slot),
  );
  const found = changes(frame, slotsFromUtterance(flow, heard, draft.scene(frame)));
  if (namesSubject || Object.keys(found).length === 0) return false;
  if (!draft.top) reopen(draft, frame);
  Object.assign(frame.slots, found);
  await draft.advance(frame);
  return true;
}

/** The same flow asked for again without its subject is about the same thing: "et en bleu ?". */
function subjectOf(flow: Flow, frame: Frame): Frame["slots"] {
  return Object.fromEntries(Object.entries(frame.slots).filter(([slot]) => flow.subject?.includes(slot)));
}

/**
 * Few words that carry a value for what is being talked about, and none for what they seem to ask: "ok, in black",
 * "under 300".
 */
function detail(draft: Draft, heard: Heard): Promise<boolean> | boolean {
  const wish = draft.flowFor(intentOf(heard));
  const short = heard.text.trim().split(/\s+/).length <= fewWords;
  const isAboutWish =
    wish !== undefined && Object.keys(slotsFromUtterance(wish, heard, draft.scene())).length > 0;
  return short && !isAboutWish && moreAboutIt(draft, heard);
}

/** No intent, but a value that the flow under way, or the last one, can use: "en rouge", "moins cher". */
async function moreAboutIt(draft: Draft, heard: Heard): Promise<boolean> {
  const frame = draft.top ?? recentFrame(draft);
  const flow = frame && draft.flow(frame.flow);
  if (!frame || !flow) return false;
  const found = changes(frame, slotsFromUtterance(flow, heard, draft.scene(frame)));
  if (Object.keys(found).length === 0) return false;
  draft.state.misses = 0;
  if (!draft.top && flow.subject?.some((slot) => slot in found)) {
    await draft.begin(flow, found);
    return true;
  }
  if (!draft.top) reopen(draft, frame);
  Object.assign(frame.slots, found);
  await draft.advance(frame);
  return true;
}

/** Once: say so, with something useful to do. Twice in a row: a person. */
async function notUnderstood(draft: Draft, heard: Heard): Promise<boolean> {
  if (draft.waiting && !draft.top?.question) {
    draft.reassure();
    return true;
  }
  draft.state.misses++;
  if (draft.state.misses > 1) {
    draft.state.misses = 0;
    draft.handOver("not_understood", heard.text.slice(0, 300));
    return true;
  }
  const open = openFrame(draft);
  if (open) {
    draft.say({ key: "engine.not_an_answer" });
    await draft.advance(open.frame);
    return true;
  }
  draft.say({
    key: "engine.not_understood",
    next: [
      { title: "menu.search.button", flow: "product.search" },
      { title: "menu.track.button", flow: "order.track" },
      { title: "menu.delivery.button", flow: "delivery.cost" },
      { title: "menu.human.button", flow: "assist.human" },
    ],
  });
  return true;
}
