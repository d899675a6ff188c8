import { inLanguage } from "../../models/language.ts";
import type { AvailableVariant } from "../../models/ports/commerce.ts";
import { branch, call, flow, go, read, type Scene, say } from "../engine/flow.ts";
import { type AboutProduct, aboutProduct, chooseProduct, freeVariants, variantOf } from "./choose.ts";

interface Values extends AboutProduct {
  free: AvailableVariant[];
  noted: unknown;
}

/** "Tell me when it is back." Of what is there already, that is said instead. */
export const productBackInStock = flow<Values>("product.back_in_stock", {
  version: 2,
  intents: ["product.back_in_stock"],
  slots: { ...aboutProduct, color: { entity: "color" }, size: { entity: "size" } },
  subject: ["product"],
  steps: [
    ...chooseProduct<Values>(),
    read("free", ({ values }) => freeVariants(values)),
    branch("there", ({ values }) => (values.free.length > 0 ? "yes" : "no"), {
      yes: [go("it is there", ({ values }) => ({ flow: "product.availability", slots: slotsOf(values) }))],
      no: [
        call("noted", {
          action: "stock.await",
          key: ({ values, conversation }) =>
            ["await", conversation.id, values.hit.product.id, values.color ?? "", values.size ?? ""].join(
              ":",
            ),
          args: ({ values, conversation }) => ({
            conversationId: conversation.id,
            productId: values.hit.product.id,
            ...variantOf(values),
          }),
          uses: ["product", "color", "size"],
        }),
        say("promised", (scene) => ({
          key: "product.back_in_stock.promised",
          params: { what: whatOf(scene) },
          next: [{ title: "menu.search.button", flow: "product.search" }],
        })),
      ],
    }),
  ],
});

/** Begun by the shop when it is back; nothing is said of what has gone again. */
export const productBack = flow<Values>("product.back", {
  version: 1,
  intents: [],
  slots: { product: {}, color: {}, size: {} },
  steps: [
    read("hit", ({ values, commerce }) => commerce.inventory.getProduct(values.product)),
    branch("there", ({ values }) => (values.hit && freeVariants(values).length > 0 ? "yes" : "no"), {
      yes: [
        say("back", (scene) => ({
          key: "product.back.say",
          params: { what: whatOf(scene) },
          next: [
            { title: "product.reserve.button", flow: "reservation.create", slots: slotsOf(scene.values) },
            {
              title: "product.availability.button",
              flow: "product.availability",
              slots: slotsOf(scene.values),
            },
          ],
        })),
      ],
    }),
  ],
});

const slotsOf = (values: Values) => ({ product: values.hit.product.id, ...variantOf(values) });

/** "Robe Lina (rouge, 40)", with what was asked for. */
function whatOf({ values: { hit, color, size }, replies, language }: Scene<Values>): string {
  const details = [
    color && replies.label("color", color, language),
    size && replies.label("size", size, language),
  ];
  const told = details.filter(Boolean).join(language === "ar" ? "، " : ", ");
  const title = inLanguage(hit.product.title, language);
  return told ? `${title} (${told})` : title;
}
