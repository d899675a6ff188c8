import type { Draft } from "../draft.ts";
import type { Flow } from "../flow.ts";
import type { Heard } from "../slots.ts";
import type { Frame } from "../state.ts";

/** One rule of the policy: true when it has dealt with the message. */
export type Rule = (draft: Draft, heard: Heard) => boolean | Promise<boolean>;

/** Below this, the best intent is a guess. What is out of scope the recogniser calls None by itself. */
export const confidentScore = 0.35;

/** What the shopper wants, as far as it is sure; else `None`. */
export const intentOf = ({ understanding }: Heard): string => {
  const [best] = understanding.intents;
  return best && best.score >= confidentScore ? best.name : "None";
};

/** The flow under way with its open question. */
export function openFrame(draft: Draft): { frame: Frame; flow: Flow } | null {
  const frame = draft.top;
  const flow = frame?.question && draft.flow(frame.flow);
  return frame && flow ? { frame, flow } : null;
}
