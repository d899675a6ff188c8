import type { CallEffect } from "../../models/conversation.ts";
import type { CallSpec, Flow, Step } from "./flow.ts";
import type { Frame, Made, Undone } from "./state.ts";

type AnyCall = CallSpec<Record<string, unknown>>;

/** So many are remembered for a conversation. */
const mostKept = 20;

/**
 * Takes a call back: at once when it has succeeded; when it is under way, or failed and may be tried again by
 * staff, once it succeeds.
 * @param undone learns of it
 * @returns what is to be done now
 */
export function takeBack(undone: Undone, made: Made, spec: AnyCall): CallEffect[] {
  if (!spec.undo) return [];
  const undo = { key: made.key, action: spec.undo.action, args: spec.undo.args(made) };
  if (made.outcome?.ok) return [undoing(undone, undo)];
  undone.pending = [...undone.pending, undo].slice(-mostKept);
  return [];
}

/** Takes back everything that a frame has had done: for a flow that is cancelled. */
export function takeBackAll(undone: Undone, flow: Flow, frame: Frame): CallEffect[] {
  return callSteps(flow.steps).flatMap(({ name, spec }) => {
    const made = frame.made[name];
    return made ? takeBack(undone, made, spec) : [];
  });
}

/** A call has succeeded although it was given up: what takes it back. */
export function lateUndo(undone: Undone, key: string): CallEffect[] {
  const late = undone.pending.filter((undo) => undo.key === key);
  undone.pending = undone.pending.filter((undo) => undo.key !== key);
  return late.map((undo) => undoing(undone, undo));
}

/**
 * The key of a call that is to be made: its own, or one that says how often it was taken back before. One that was
 * given up without being taken back is wanted again, under the key that it had.
 */
export function keyFor(undone: Undone, key: string): string {
  const times = undone.keys.filter((taken) => taken === key).length;
  const current = times > 0 ? `${key}~${times}` : key;
  undone.pending = undone.pending.filter((undo) => undo.key !== current);
  return current;
}

function undoing(undone: Undone, { key, action, args }: Undone["pending"][number]): CallEffect {
  undone.keys = [...undone.keys, key.replace(/~\d+$/, "")].slice(-mostKept);
  return { kind: "call", key: `${key}:undo`, action, args };
}

/** Every call of a flow, those in branches too. */
export function callSteps(steps: Step<Record<string, unknown>>[]): { name: string; spec: AnyCall }[] {
  return steps.flatMap((step) => {
    if (step.kind === "call") return [{ name: step.name, spec: step.call }];
    return step.kind === "branch" ? Object.values(step.cases).flatMap(callSteps) : [];
  });
}
