import type { OrderState } from "../../models/commerce.ts";
import { branch, type CallOutcome, call, flow, type Scene, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { type OwnOrder, ownOrder, prove } from "./prove.ts";

interface Values extends OwnOrder {
  invoice: CallOutcome<{ url: string }>;
}

/** Nothing was sold, or not yet. */
const unsold: ReadonlySet<OrderState> = new Set(["pending", "cancelled", "refused"]);

/** The invoice of an order as a document, in the shopper's language. */
export const orderInvoice = flow<Values>("order.invoice", {
  version: 1,
  intents: ["order.invoice"],
  slots: ownOrder,
  subject: ["number"],
  steps: [
    ...prove<Values>(),
    branch("sold", ({ values }) => (unsold.has(values.order.state) ? "no" : "yes"), {
      no: [
        say("none", ({ values: { number } }) => ({
          key: "order.invoice.none",
          params: { number },
          next: [{ title: "order.track.button", flow: "order.track", slots: { number } }],
        })),
      ],
      yes: [
        call("invoice", {
          action: "order.invoice",
          key: ({ values, causes, conversation }) =>
            `order:${values.number}:invoice:${conversation.id}:${causes[0]}`,
          args: ({ values, conversation, language }) => ({
            conversationId: conversation.id,
            number: values.number,
            language,
          }),
          uses: ["number"],
        }),
        say("invoice", document),
      ],
    }),
  ],
});

function document({ values, replies, language }: Scene<Values>): Reply {
  const { number, invoice } = values;
  if (!invoice.ok)
    return {
      key: "order.invoice.failed",
      params: { number },
      next: [{ title: "menu.human.button", flow: "assist.human" }],
    };
  const title = replies.render("invoice.title", language, { number });
  return {
    key: "order.invoice.say",
    params: { number },
    document: { url: invoice.value.url, name: `${title}.pdf`, contentType: "application/pdf" },
  };
}
