import type { Choice, Content } from "../../models/activity.ts";
import type { CallEffect, Handover } from "../../models/conversation.ts";
import { encodePayload } from "../../models/payload.ts";
import type { CallSpec, ContactChange, Flow, Question, Scene, SlotValue, Step } from "./flow.ts";
import { asTexts, fingerprint, type Reply, renderReply } from "./reply.ts";
import type { Frame, Memory, Undone } from "./state.ts";
import { callSteps, keyFor, takeBack } from "./undo.ts";

/** How a walk ended: a question is open, a call is under way, all is done, or the flow gave way. */
export type Ending =
  | { end: "asked" }
  | { end: "calling" }
  | { end: "done" }
  | { end: "handoff"; handover: Omit<Handover, "at"> }
  | { end: "go"; flow: string; slots: Record<string, SlotValue> };

export type Walk = Ending & {
  frame: Frame;
  contents: Content[];
  calls: CallEffect[];
  contact: ContactChange;
  memory: Memory;
};

/** A flow that sends itself back more often than this in one turn is broken: it stops with an error. */
const mostRestarts = 5;

/**
 * Walks a flow from the top, filling `frame` and `undone`: what is known is passed over, what was said is not said again, what was called
 * is not called again unless its inputs changed, in which case it is undone first. Writes nothing.
 */
export async function walk(
  flow: Flow,
  frame: Frame,
  scene: Scene,
  undone: Undone,
  variant: number,
): Promise<Walk> {
  const walker = new Walker(flow, frame, scene, undone, variant);
  for (let restarts = 0; restarts <= mostRestarts; restarts++) {
    const ending = await walker.run();
    if (ending !== "restart") return walker.finish(ending);
  }
  throw new Error(
    `flow ${flow.name} keeps starting over: a check forgets a slot that is filled again at once`,
  );
}

class Walker {
  readonly #flow: Flow;
  readonly #frame: Frame;
  readonly #scene: Scene;
  readonly #undone: Undone;
  readonly #variant: number;
  readonly #contents: Content[] = [];
  readonly #calls: CallEffect[] = [];
  readonly #contact: ContactChange = {};
  /** Calls met on this walk; the others belong to a branch that was left. */
  #met = new Set<string>();

  constructor(flow: Flow, frame: Frame, scene: Scene, undone: Undone, variant: number) {
    this.#flow = flow;
    this.#frame = frame;
    this.#scene = { ...scene, memory: { ...scene.memory } };
    this.#undone = undone;
    this.#variant = variant;
  }

  async run(): Promise<Ending | "restart"> {
    this.#met = new Set();
    this.#scene.values = { ...this.#frame.slots };
    this.#frame.question = null;
    return (await this.#steps(this.#flow.steps)) ?? { end: "done" };
  }

  finish(ending: Ending): Walk {
    const isOver = ending.end !== "asked" && ending.end !== "calling";
    if (isOver) this.#undoLeftBranches();
    return {
      ...ending,
      frame: this.#frame,
      contents: this.#contents,
      calls: this.#calls,
      contact: this.#contact,
      memory: this.#scene.memory,
    };
  }

  async #steps(steps: Step<Record<string, unknown>>[]): Promise<Ending | "restart" | null> {
    for (const step of steps) {
      const ending = await this.#step(step);
      if (ending) return ending;
    }
    return null;
  }

  async #step(step: Step<Record<string, unknown>>): Promise<Ending | "restart" | null> {
    const scene = this.#scene;
    switch (step.kind) {
      case "ask": {
        const about = step.about?.(scene);
        const isKnown = scene.values[step.name] !== undefined;
        if (isKnown && (about === undefined || this.#frame.said[step.name] === about)) return null;
        delete this.#frame.slots[step.name];
        if (about !== undefined) this.#frame.said[step.name] = about;
        return this.#ask(step.name, await step.question(scene));
      }
      case "fill": {
        if (scene.values[step.name] !== undefined) return null;
        const value = await step.fill(scene);
        if (value !== undefined) scene.values[step.name] = this.#frame.slots[step.name] = value;
        return null;
      }
      case "read":
        scene.values[step.name] = await step.read(scene);
        return null;
      case "call":
        return this.#call(step.name, step.call);
      case "say":
        this.#say(step.name, await step.say(scene));
        return null;
      case "check": {
        const problem = await step.check(scene);
        if (!problem) return null;
        if (problem.reply) this.#show(problem.reply);
        for (const slot of problem.forget) delete this.#frame.slots[slot];
        return "restart";
      }
      case "branch":
        return this.#steps(step.cases[step.choose(scene)] ?? []);
      case "remember":
        Object.assign(scene.memory, step.remember(scene));
        scene.language = scene.memory.language ?? scene.language;
        return null;
      case "profile":
        Object.assign(this.#contact, step.change(scene));
        return null;
      case "handoff":
        return { end: "handoff", handover: step.handoff(scene) };
      case "go":
        return { end: "go", ...step.go(scene) };
    }
  }

  #ask(slot: string, question: Question): Ending {
    const options = (question.options ?? []).map(
      ({ title, value }): Choice => ({
        title,
        value: encodePayload({
          kind: "answer",
          flow: this.#flow.name,
          frame: this.#frame.id,
          slots: { ...asTexts(question.about), [slot]: String(value) },
        }),
      }),
    );
    const content = this.#render(question.reply);
    const choices = [...options, ...(content.choices ?? [])];
    this.#contents.push({ ...content, ...(choices.length > 0 && { choices }) });
    this.#frame.question = { slot, askedAt: this.#scene.now.toISOString(), options };
    return { end: "asked" };
  }

  #say(name: string, reply: Reply | Reply[] | null): void {
    const print = fingerprint(reply);
    if (this.#frame.said[name] === print) return;
    this.#frame.said[name] = print;
    for (const one of [reply ?? []].flat()) this.#show(one);
  }

  #show(reply: Reply): void {
    this.#contents.push(this.#render(reply));
  }

  #render(reply: Reply): Content {
    return renderReply(reply, this.#scene.replies, this.#scene.language, this.#variant);
  }

  #call(name: string, spec: CallSpec<Record<string, unknown>>): Ending | null {
    this.#met.add(name);
    const scene = this.#scene;
    const inputs = JSON.stringify(spec.uses.map((used) => scene.values[used]));
    const made = this.#frame.made[name];
    // One that is still under way is waited for, even when it is to be undone: its undo must not come first.
    if (made && !made.outcome) return { end: "calling" };
    if (made?.outcome && made.inputs === inputs) {
      scene.values[name] = made.outcome;
      return null;
    }
    if (made) this.#undo(name, spec);
    const args = spec.args(scene);
    const key = keyFor(this.#undone, spec.key(scene));
    this.#frame.made[name] = { key, action: spec.action, args, inputs, causes: scene.causes };
    this.#calls.push({ kind: "call", key, action: spec.action, args });
    return { end: "calling" };
  }

  #undo(name: string, spec: CallSpec<Record<string, unknown>>): void {
    const made = this.#frame.made[name];
    delete this.#frame.made[name];
    if (made) this.#calls.push(...takeBack(this.#undone, made, spec));
  }

  #undoLeftBranches(): void {
    for (const { name, spec } of callSteps(this.#flow.steps)) {
      if (this.#frame.made[name] && !this.#met.has(name)) this.#undo(name, spec);
    }
  }
}
