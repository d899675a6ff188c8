import { branch, flow, say } from "../engine/flow.ts";
import { codeParams, given, type Told, told } from "./told.ts";

/** Who has not bought for long is asked back. */
export const winBack = flow<Told & { order: string }>("sequence.win_back", {
  version: 1,
  intents: [],
  slots: { ...told, order: given },
  steps: [
    branch("begun", ({ values }) => (values.say === undefined ? "no" : "yes"), {
      yes: [
        say("hello", (scene) => {
          const { values, shop, contact } = scene;
          return {
            key: `sequence.win_back.${values.say}`,
            params: {
              ...codeParams(values, scene),
              shop: shop.name,
              name: contact.name ?? "",
              named: contact.name ? "yes" : "no",
            },
            next: [{ title: "menu.search.button", flow: "product.search" }],
          };
        }),
      ],
    }),
  ],
});
