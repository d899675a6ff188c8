import { ask, branch, flow, handoff, type Slot, say } from "../engine/flow.ts";

interface Values {
  /** What they are unhappy with, in their words. */
  words: string;
  order: string;
}

/** Fewer words than these tell nothing: "réclamation". */
const fewWords = 5;
const mostChars = 300;

const words: Slot<Values> = {
  hears: (text) => (text.trim().split(/\s+/).length >= fewWords ? text.trim().slice(0, mostChars) : null),
  parse: (text) => text.trim().slice(0, mostChars) || null,
  free: true,
};

/** Unhappy with the service: an apology, and a person who knows what it is about. */
export const complaintService = flow<Values>("complaint.service", {
  version: 1,
  intents: ["complaint.service"],
  slots: { words, order: { entity: "order_number", remembered: "order" } },
  steps: [
    branch("told", ({ values }) => (values.words === undefined ? "no" : "yes"), {
      no: [ask("words", "complaint.service.ask")],
    }),
    say("sorry", () => ({ key: "complaint.service.sorry" })),
    handoff("person", ({ values }) => ({
      reason: "complaint.service",
      summary: `Is unhappy with the service: "${values.words}".${values.order === undefined ? "" : ` Order ${values.order}.`}`,
    })),
  ],
});
