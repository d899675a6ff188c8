import { inLanguage } from "../../models/language.ts";
import type { GoesWith, ProductHit } from "../../models/ports/commerce.ts";
import { branch, flow, go, read, remember, type Scene, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { productCard } from "./show.ts";

interface Values {
  /** A product's id or a category's key. */
  thing: string;
  hit: ProductHit | null;
  found: GoesWith;
}

const most = 5;

/** What goes with something, by what is bought together, or else by its kind; all of it can be had now. */
export const productGoesWith = flow<Values>("product.goes_with", {
  version: 1,
  intents: [],
  slots: { thing: {} },
  steps: [
    read("hit", ({ values, commerce }) => commerce.inventory.getProduct(values.thing)),
    read("found", ({ values, commerce }) => commerce.inventory.goesWith(values.thing, most)),
    branch("some", ({ values }) => (values.found.hits.length > 0 ? "yes" : "no"), {
      yes: [
        say("found", found),
        remember("shown", ({ values }) => ({ shown: values.found.hits.map(({ product }) => product.id) })),
      ],
      no: [go("search", () => ({ flow: "product.search", slots: {} }))],
    }),
  ],
});

function found(scene: Scene<Values>): Reply {
  const { values, replies, language } = scene;
  const { thing, hit, found } = values;
  return {
    key: `product.goes_with.${found.why}`,
    params: {
      name: hit ? inLanguage(hit.product.title, language) : replies.label("category", thing, language),
      ofKind: hit ? "no" : "yes",
    },
    cards: found.hits.map((each) => productCard(each, scene)),
  };
}
