import type { Payload } from "../../models/payload.ts";
import { decodePayload } from "../../models/payload.ts";
import type { Entity, Understanding } from "../../models/ports/recogniser.ts";
import type { Flow, Scene, Slot, SlotValue } from "./flow.ts";
import { matchOption } from "./options.ts";
import type { Frame } from "./state.ts";
import { yesOrNo } from "./yes-no.ts";

export interface Heard {
  text: string;
  understanding: Understanding;
}

type Slots = Record<string, SlotValue>;
type AnySlot = Slot<Record<string, unknown>>;

/** How long a text from outside may be as a slot's value. */
const mostChars = 200;

/** The values for a flow's slots that one utterance tells by itself, asked for or not. */
export function slotsFromUtterance(flow: Flow, heard: Heard, scene: Scene): Slots {
  const found: Slots = {};
  const left = [...heard.understanding.entities];
  for (const [name, slot] of slotsOf(flow)) {
    const spontaneous = slot.hears?.(heard.text, heard.understanding, scene) ?? null;
    const entity = left.findIndex((candidate) => fits(slot, candidate, scene));
    if (spontaneous !== null) found[name] = spontaneous;
    else if (entity >= 0) found[name] = left.splice(entity, 1)[0]!.normalized;
  }
  return found;
}

/** The answer that an utterance gives to the open question of a frame, or null. */
export function answerTo(flow: Flow, frame: Frame, heard: Heard, scene: Scene): SlotValue | null {
  if (!frame.question) return null;
  const { slot: name, options } = frame.question;
  const slot: AnySlot = flow.slots[name] ?? {};
  const option = matchOption(heard.text, options);
  if (option !== null) {
    const payload = decodePayload(options[option]!.value);
    return payload ? (slotsFromTap(flow, payload, scene)[name] ?? null) : null;
  }
  const spontaneous = slot.hears?.(heard.text, heard.understanding, scene) ?? null;
  if (spontaneous !== null) return spontaneous;
  if (slot.confirms) return yesOrNo(heard.text, heard.understanding);
  const entity = heard.understanding.entities.find((candidate) => fits(slot, candidate, scene));
  return entity?.normalized ?? slot.parse?.(heard.text, scene) ?? null;
}

/** The slots a tap brings. Values are checked like any text: a payload can be forged. Unknown slots are dropped. */
export function slotsFromTap(flow: Flow, payload: Payload, scene: Scene): Slots {
  const found: Slots = {};
  for (const [name, slot] of slotsOf(flow)) {
    const text = payload.slots[name]?.slice(0, mostChars);
    if (text === undefined || slot.picture) continue;
    const value = slot.confirms ? booleanOf(text) : slot.parse ? slot.parse(text, scene) : text;
    if (value !== null) found[name] = value;
  }
  return found;
}

/** What the conversation was last about, for slots that the shopper left out. */
export function slotsFromMemory(flow: Flow, known: Slots, scene: Scene): Slots {
  const found: Slots = {};
  for (const [name, slot] of slotsOf(flow)) {
    const value = slot.remembered && known[name] === undefined ? scene.memory[slot.remembered] : undefined;
    if (typeof value === "string") found[name] = value;
  }
  return found;
}

/** What a question is about that is not answered yet, for a flow that begins in between. */
export function slotsInterrupted(flow: Flow, asking: Flow, frame: Frame): Slots {
  const asked: AnySlot | undefined = frame.question ? asking.slots[frame.question.slot] : undefined;
  const name = asked?.about;
  const value = name === undefined ? undefined : frame.slots[name];
  return name !== undefined && value !== undefined && name in flow.slots ? { [name]: value } : {};
}

/** Only the values that differ from what a frame holds. */
export function changes(frame: Frame, found: Slots): Slots {
  return Object.fromEntries(Object.entries(found).filter(([name, value]) => frame.slots[name] !== value));
}

function fits(slot: AnySlot, entity: Entity, scene: Scene): boolean {
  return slot.entity === entity.type && (slot.accepts?.(entity.normalized, scene) ?? true);
}

const slotsOf = (flow: Flow): [string, AnySlot][] => Object.entries(flow.slots) as [string, AnySlot][];

const booleanOf = (text: string): boolean | null =>
  text === "true" ? true : text === "false" ? false : null;
