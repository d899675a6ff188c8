import { type Return, type ReturnState, ReturnStateError } from "../../../models/return.ts";
import { endpoint } from "../endpoint.ts";
import type { EndpointServices } from "../endpoints.ts";
import { Problem } from "../problem.ts";
import { DeclineReturn, ListReturns, ReturnList, StaffReturn } from "./schemas.ts";

/** What staff say of a return, by the last word of the path. */
const decisions: [word: string, state: ReturnState, summary: string][] = [
  ["approve", "approved", "Agree to a return: the shopper is told, with the label"],
  ["received", "received", "The parcel is here: its articles are in the stock again, unless they are broken"],
  ["refunded", "refunded", "The money went back"],
  ["exchanged", "exchanged", "The other article left for the shopper"],
];

/** Returns that staff see to. Whatever they decide is told to the shopper at once, and asked for again changes nothing. */
export function adminReturns({ returnDesk }: EndpointServices) {
  const move = async (number: string, step: Parameters<typeof returnDesk.move>[1]) => {
    try {
      const one = await returnDesk.move(number, step);
      if (!one) throw new Problem(404, "not-found", "There is no return of that number.");
      return { status: 200, json: toStaffReturn(one) };
    } catch (error) {
      if (error instanceof ReturnStateError) throw new Problem(409, "wrong-state", `${error.message}.`);
      throw error;
    }
  };
  const answers = { 200: { description: "The return", schema: StaffReturn } };

  const list = endpoint({
    method: "GET",
    path: "/v1/admin/returns",
    access: "operator",
    summary: "Returns in a state, the oldest first; without one, those that wait for a yes",
    query: ListReturns,
    answers: { 200: { description: "200 returns at most", schema: ReturnList } },
    handle: async ({ query }) => ({
      status: 200,
      json: { returns: (await returnDesk.list(query.state)).map(toStaffReturn) },
    }),
  });

  const decide = decisions.map(([word, state, summary]) =>
    endpoint({
      method: "POST",
      path: `/v1/admin/returns/{number}/${word}`,
      access: "operator",
      summary,
      answers,
      handle: ({ params }) => move(params.number!, { state }),
    }),
  );

  const decline = endpoint({
    method: "POST",
    path: "/v1/admin/returns/{number}/decline",
    access: "operator",
    summary: "Decline a return: the shopper is told why",
    body: DeclineReturn,
    answers,
    handle: ({ params, body: { reason } }) => move(params.number!, { state: "declined", reason }),
  });
  return [list, ...decide, decline];
}

const toStaffReturn = ({ shopId: _, key: __, linkSecret: ___, ...one }: Return) => one;
