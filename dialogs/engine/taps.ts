import { decodePayload } from "../../models/payload.ts";
import type { Draft } from "./draft.ts";
import { recentFrame } from "./recent.ts";
import { slotsFromTap } from "./slots.ts";

/**
 * A tap: its payload decides, however old it is.
 * @returns false when it is no payload of ours, so that its words may be read instead.
 */
export async function tap(draft: Draft, value: string): Promise<boolean> {
  const payload = decodePayload(value);
  const flow = payload && draft.flow(payload.flow);
  if (!payload || !flow) return false;
  draft.state.misses = 0;
  if (payload.kind === "start") {
    const [intent] = flow.intents;
    if (intent !== undefined && draft.state.doubtful?.reason !== "dropped") draft.noteDoubtful(intent);
    draft.state.doubtful = null;
    await draft.begin(flow, slotsFromTap(flow, payload, draft.scene()));
    return true;
  }
  const open = draft.state.stack.find((frame) => frame.id === payload.frame && frame.flow === flow.name);
  const recent = recentFrame(draft);
  const ended = recent?.id === payload.frame && recent.flow === flow.name ? recent : undefined;
  const frame = open ?? ended;
  const answers = frame ? slotsFromTap(flow, payload, draft.scene(frame)) : {};
  if (frame && !open && Object.entries(answers).every(([slot, answer]) => frame.slots[slot] === answer)) {
    draft.say({ key: "engine.already_done", params: { title: draft.title(flow) } });
    return true;
  }
  const about = slotsFromTap(flow, payload, draft.scene());
  if (!frame && flow.subject?.some((slot) => slot in about)) {
    await draft.begin(flow, about);
    return true;
  }
  if (!frame) {
    draft.say({
      key: "engine.over",
      params: { title: draft.title(flow) },
      next: [{ title: "engine.start_again.button", flow: flow.name }],
    });
    return true;
  }
  if (ended === frame) draft.state.recent = null;
  Object.assign(frame.slots, answers);
  await draft.advance(frame);
  return true;
}
