import { consentWord } from "../../../models/consent.ts";
import type { Draft } from "../draft.ts";
import type { Flow } from "../flow.ts";
import { recentFrame } from "../recent.ts";
import { startPayload } from "../reply.ts";
import { type Heard, slotsFromUtterance } from "../slots.ts";
import type { Frame } from "../state.ts";
import { confidentScore, intentOf, openFrame } from "./rule.ts";

/** Two intents closer than this are asked about. */
const closeMargin = 0.1;

/** STOP and its like work at any point of any conversation. */
export async function consent(draft: Draft, { text }: Heard): Promise<boolean> {
  const word = consentWord(text);
  const flow = word && draft.flowFor(word === "out" ? "consent.unsubscribe" : "consent.subscribe");
  if (!flow) return false;
  await draft.begin(flow, {});
  return true;
}

/** A bare "annuler" is about what is under way. */
const bareCancel =
  /^\s*(?:annule[rz]?|stop|cancel|laisse(?:r|z)? tomber|الغاء|إلغاء|ألغ|الغي|بلاش|batal|annuli)[\s.!]*$/iu;

export async function cancel(draft: Draft, heard: Heard): Promise<boolean> {
  const isBare = bareCancel.test(heard.text) && (draft.top !== undefined || cancelling(draft) !== undefined);
  if (!isBare && intentOf(heard) !== "assist.cancel") return false;
  if (draft.state.doubtful?.reason === "dropped") draft.noteDoubtful(null);
  const back = draft.top ? undefined : cancelling(draft);
  if (back) {
    await draft.begin(back.flow, back.slots);
    return true;
  }
  const flow = draft.cancel();
  draft.say(
    flow
      ? { key: "engine.cancelled", params: { title: draft.title(flow) } }
      : { key: "engine.nothing_to_cancel" },
  );
  await draft.resume();
  return true;
}

/** The flow that takes back what has just ended, and its subject. */
function cancelling(draft: Draft): { flow: Flow; slots: Frame["slots"] } | undefined {
  const recent = recentFrame(draft);
  const ended = recent && draft.flow(recent.flow);
  const flow = ended?.cancelledBy === undefined ? undefined : draft.flow(ended.cancelledBy);
  if (!recent || !flow) return undefined;
  const isSubject = ([slot]: [string, unknown]): boolean => ended?.subject?.includes(slot) ?? false;
  return { flow, slots: Object.fromEntries(Object.entries(recent.slots).filter(isSubject)) };
}

export function repeat(draft: Draft, heard: Heard): boolean {
  if (intentOf(heard) !== "assist.repeat" || draft.state.last.length === 0) return false;
  draft.contents.push(...draft.state.last);
  return true;
}

/** Two wishes are equally likely: ask. */
export function whichOne(draft: Draft, heard: Heard): boolean {
  const [best, second] = heard.understanding.intents;
  if (!best || !second || best.name === "None" || second.name === "None") return false;
  if (best.score - second.score >= closeMargin || second.score < confidentScore / 2) return false;
  const [one, other] = [draft.flowFor(best.name), draft.flowFor(second.name)];
  if (!one || !other || one === other) return false;
  const areKin = one.continues?.includes(second.name) || other.continues?.includes(best.name);
  if (areKin) return false;
  draft.doubt("which_wish", heard.text, heard.understanding);
  draft.noteDoubtful(null);
  draft.say({ key: "engine.which_wish" });
  draft.contents.at(-1)!.choices = [one, other].map((flow) => ({
    title: draft.title(flow),
    value: startPayload(flow.name, slotsFromUtterance(flow, heard, draft.scene())),
  }));
  return true;
}

/** A new wish, a digression from the one under way, or the same wish again with more detail. */
export async function confidentIntent(draft: Draft, heard: Heard): Promise<boolean> {
  const flow = draft.flowFor(intentOf(heard));
  if (!flow) return false;
  const found = slotsFromUtterance(flow, heard, draft.scene());
  const frame = draft.top;
  if (frame?.flow === flow.name) {
    Object.assign(frame.slots, found);
    await draft.advance(frame);
    return true;
  }
  // Nobody drops thanks.
  if (!flow.name.startsWith("smalltalk.")) draft.doubt("dropped", heard.text, heard.understanding);
  // Asked for again without its subject, it is about the same thing: "et en bleu ?".
  const recent = recentFrame(draft);
  const goesOn =
    recent?.flow === flow.name &&
    Object.keys(found).length > 0 &&
    !flow.subject?.some((slot) => slot in found);
  await draft.begin(flow, goesOn ? { ...recent.slots, ...found } : found);
  return true;
}

/** Once: say so, with something useful to do. Twice in a row: a person. */
export async function notUnderstood(draft: Draft, heard: Heard): Promise<boolean> {
  if (draft.waiting && !draft.top?.question) {
    draft.reassure();
    return true;
  }
  draft.doubt("not_understood", heard.text, heard.understanding);
  draft.noteDoubtful(null);
  draft.state.misses++;
  if (draft.state.misses > 1 && !draft.waiting) {
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
    next: draft.services.menu,
  });
  return true;
}
