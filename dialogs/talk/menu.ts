import { flow, say } from "../engine/flow.ts";
import type { Next } from "../engine/reply.ts";

/** The next steps that suit anybody. */
export const menu: Next[] = [
  { title: "menu.search.button", flow: "product.search" },
  { title: "menu.track.button", flow: "order.track" },
  { title: "menu.delivery.button", flow: "delivery.cost" },
  { title: "menu.human.button", flow: "assist.human" },
];

export const help = flow("assist.help", {
  version: 1,
  intents: ["assist.help"],
  slots: {},
  steps: [say("menu", () => ({ key: "assist.help", next: menu }))],
});
