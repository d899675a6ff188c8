import { ask, branch, flow, say } from "../engine/flow.ts";
import { aboutOrder, type Bought, bought, boughtParams } from "./bought.ts";
import { wellOrNot } from "./well-words.ts";

const tapped = (value: string): boolean | null =>
  value === "true" ? true : value === "false" ? false : null;

interface Values extends Bought {
  well: boolean;
}

/** Some days after something was delivered: is all well with it? If not, what can be done about it. */
export const newsOfOrder = flow<Values>("sequence.news", {
  version: 1,
  intents: [],
  slots: { ...aboutOrder, well: { hears: wellOrNot, parse: tapped, settled: true } },
  steps: [
    bought(),
    branch("order", ({ values }) => (values.bought?.state === "delivered" ? "kept" : "none"), {
      kept: [
        ask("well", (scene) => {
          const { values, replies, language } = scene;
          const title = (key: string): string => replies.render(key, language, {}, 0);
          return {
            reply: {
              key: `sequence.news.${values.say}`,
              params: boughtParams(values.bought!, scene),
            },
            options: [
              { title: title("sequence.news.well.button"), value: true },
              { title: title("sequence.news.trouble.button"), value: false },
            ],
          };
        }),
        branch("answer", ({ values }) => (values.well ? "well" : "trouble"), {
          well: [
            say("glad", () => ({
              key: "sequence.news.glad",
              next: [{ title: "menu.search.button", flow: "product.search" }],
            })),
          ],
          trouble: [
            say("sorry", () => ({
              key: "sequence.news.sorry",
              next: [
                { title: "title.return.exchange.button", flow: "return.exchange" },
                { title: "title.return.request.button", flow: "return.request" },
                { title: "menu.human.button", flow: "assist.human" },
              ],
            })),
          ],
        }),
      ],
    }),
  ],
});
