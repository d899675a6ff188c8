import { PhraseFileError } from "../../../locales/add-phrase.ts";
import { inShop } from "../../../models/commerce.ts";
import { endpoint } from "../endpoint.ts";
import type { EndpointServices } from "../endpoints.ts";
import { Problem } from "../problem.ts";
import { Done, LabelMessage, UnclearList } from "./schemas.ts";

const mostShown = 200;

/** Messages that we may have misread: people say what was meant, and the phrase joins the shop's own. */
export function adminUnclear({ shop, unclear, intents }: EndpointServices) {
  const longId = (id: string | undefined): string => inShop(shop.id, id ?? "");
  const done = (found: boolean) => {
    if (!found) throw new Problem(404, "not-found", "There is no such message.");
    return { status: 200, json: { status: "done" } };
  };

  const list = endpoint({
    method: "GET",
    path: "/v1/admin/unclear-messages",
    access: "operator",
    summary: "Messages that were not understood, or misread; those written most often first",
    answers: { 200: { description: "Messages without personal data", schema: UnclearList } },
    async handle() {
      const open = (await unclear.open()).slice(0, mostShown);
      const messages = open.map(({ id, text, language, reason, intents, chosen, count, lastAt }) => ({
        id: id.slice(longId("").length),
        text,
        language,
        reason,
        intents,
        chosen,
        count,
        lastAt,
      }));
      return { status: 200, json: { messages } };
    },
  });

  const label = endpoint({
    method: "POST",
    path: "/v1/admin/unclear-messages/{messageId}/label",
    access: "operator",
    summary: "Say what was meant: the message joins the shop's training phrases",
    body: LabelMessage,
    answers: { 200: { description: "It is a training phrase now", schema: Done } },
    async handle({ params, body: { intent } }) {
      if (!intents().includes(intent))
        throw new Problem(400, "unknown-intent", `"${intent}" is no intent of this shop.`);
      try {
        return done(await unclear.label(longId(params.messageId), intent));
      } catch (error) {
        if (error instanceof PhraseFileError) throw new Problem(409, "unwritable", error.message);
        throw error;
      }
    },
  });

  const dismiss = endpoint({
    method: "POST",
    path: "/v1/admin/unclear-messages/{messageId}/dismiss",
    access: "operator",
    summary: "Nothing is to be learned from this message",
    answers: { 200: { description: "It is not shown any more", schema: Done } },
    handle: async ({ params }) => done(await unclear.dismiss(longId(params.messageId))),
  });
  return [list, label, dismiss];
}
