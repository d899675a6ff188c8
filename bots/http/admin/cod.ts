import { OrderStateError } from "../../../models/order.ts";
import { endpoint } from "../endpoint.ts";
import type { EndpointServices } from "../endpoints.ts";
import { Problem } from "../problem.ts";
import { CodAnswer, CodAnswered, CodReportJson, CodTrained } from "./schemas.ts";

/** Orders that are paid at the door: how they went, what is learned from them, and what staff heard on the phone. */
export function adminCod({ cod }: EndpointServices) {
  const report = endpoint({
    method: "GET",
    path: "/v1/admin/cod",
    access: "operator",
    summary: "How cash on delivery went: confirmed, refused, saved, precision by band, and whom to phone",
    answers: { 200: { description: "All orders so far", schema: CodReportJson } },
    handle: async () => ({ status: 200, json: await cod.report() }),
  });

  const train = endpoint({
    method: "POST",
    path: "/v1/admin/cod/train",
    access: "operator",
    summary: "Learn the risk of a refusal from what couriers brought back",
    answers: { 200: { description: "What was learned; null: too few outcomes", schema: CodTrained } },
    async handle() {
      const trained = await cod.train();
      if (!trained) return { status: 200, json: { trained } };
      const { version, outcomes, before, after, live } = trained;
      return { status: 200, json: { trained: { version, outcomes, before, after, live } } };
    },
  });

  const answer = endpoint({
    method: "POST",
    path: "/v1/admin/cod/orders/{number}/answer",
    access: "operator",
    summary: "Note what the shopper said on the phone",
    body: CodAnswer,
    answers: { 200: { description: "The state of the order", schema: CodAnswered } },
    async handle({ params, body }) {
      try {
        return { status: 200, json: { state: await cod.answered(params.number!, body.answer) } };
      } catch (error) {
        if (error instanceof OrderStateError) throw new Problem(409, "conflict", `${error.message}.`);
        throw error;
      }
    },
  });
  return [report, train, answer];
}
