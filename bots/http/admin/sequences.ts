import type { Planned } from "../../../models/sequence/plan.ts";
import { endpoint } from "../endpoint.ts";
import type { EndpointServices } from "../endpoints.ts";
import { PlanSequences, SequencePlan, SequenceReport } from "./schemas.ts";

/** Enrolments that a page of the plan looks at. */
const pageSize = 500;
const dayMs = 24 * 3_600_000;

/** What the shop would write by itself, and what came of what it wrote. */
export function adminSequences({ sequences, clock, shop }: EndpointServices) {
  const plan = endpoint({
    method: "GET",
    path: "/v1/admin/sequences/plan",
    access: "operator",
    summary: "Who would get what in the next days as things stand, when, and why not: nothing is sent",
    query: PlanSequences,
    answers: { 200: { description: "A page, by shopper", schema: SequencePlan } },
    async handle({ query: { days, after } }) {
      const until = new Date(clock.now().getTime() + days * dayMs);
      const page = await sequences.plan({ until, after: after ?? null, limit: pageSize });
      const shoppers = page.shoppers.map(({ planned, ...who }) => ({ ...who, planned: planned.map(toJson) }));
      return { status: 200, json: { shoppers, next: page.next } };
    },
  });

  const report = endpoint({
    method: "GET",
    path: "/v1/admin/sequences/report",
    access: "operator",
    summary: "How often each wording of each step was sent, and the orders that it sold",
    answers: { 200: { description: "By sequence, step and wording", schema: SequenceReport } },
    handle: async () => ({
      status: 200,
      json: { currency: shop.currency, steps: await sequences.report() },
    }),
  });
  return [plan, report];
}

const toJson = ({ at, enrolment: { kind, subject, step }, decision }: Planned) => ({
  at: at.toISOString(),
  sequence: kind,
  about: subject,
  step: step + 1,
  outcome: decision.kind,
  ...(decision.kind === "send" ? { say: decision.say } : { why: decision.why }),
  ...(decision.kind === "wait" && { until: decision.until.toISOString() }),
});
