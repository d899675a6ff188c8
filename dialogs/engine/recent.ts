import type { Draft } from "./draft.ts";
import type { Frame } from "./state.ts";

/** So long after a flow has ended, "et en 40 ?" still belongs to it. */
const followUpMs = 30 * 60 * 1000;

/** The flow that ended last, while it is still what one talks about. */
export function recentFrame(draft: Draft): Frame | undefined {
  const { recent } = draft.state;
  if (!recent || draft.now.getTime() - Date.parse(recent.endedAt) > followUpMs) return undefined;
  const { endedAt: _, ...frame } = recent;
  return frame;
}

/** A flow that has ended is walked anew: it says again what it has to say. */
export function reopen(draft: Draft, frame: Frame): void {
  frame.said = {};
  draft.state.recent = null;
  draft.state.stack.push(frame);
}
