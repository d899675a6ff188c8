import type { AvailableVariant, ProductHit } from "../../models/ports/commerce.ts";
import { ask, branch, go, type Option, read, remember, type Scene, type Step } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { type AboutProduct, aboutProduct, chooseProduct, freeVariants, variantOf } from "./choose.ts";
import { lastSize } from "./last-size.ts";
import { quantityOf } from "./quantity.ts";

/** The values of any flow about one version of a product that can be had now. */
export interface AboutVariant extends AboutProduct {
  free: AvailableVariant[];
  sku: string;
}

/** The slots of such a flow. */
export const aboutVariant = {
  ...aboutProduct,
  color: { entity: "color" },
  size: { entity: "size" },
} as const;

/** Finds out which product, colour and size are meant, and gives `hit` and `sku`; what is sold out goes to what there is instead. */
export function chooseVariant<V extends AboutVariant>(): Step<V>[] {
  const steps: Step<AboutVariant>[] = [
    ...chooseProduct<AboutVariant>(),
    read("hit", ({ values, made }) => withOwn(values.hit, made.reserved?.args)),
    read("color", (scene) => askedBefore(scene, "color")),
    read("size", (scene) => askedBefore(scene, "size")),
    read("free", ({ values }) => freeVariants(values)),
    branch("stock", ({ values }) => (values.free.length === 0 ? "none" : "some"), {
      none: [go("instead", ({ values }) => availabilityOf(values))],
    }),
    branch("colours", ({ values }) => (optionsOf(values.free, "color").length > 1 ? "several" : "one"), {
      several: [
        ask("color", (scene) => ({
          reply: { key: "product.which_color" },
          options: labelled(scene, "color"),
        })),
      ],
    }),
    branch(
      "sizes",
      ({ values }) => (optionsOf(freeVariants(values), "size").length > 1 ? "several" : "one"),
      {
        several: [
          ask("size", async (scene) => ({
            reply: await whichSize(scene),
            options: labelled(scene, "size"),
          })),
        ],
      },
    ),
    read("sku", ({ values }) => freeVariants(values)[0]!.sku),
    remember("variant", ({ values }) => ({
      variant: { product: values.hit.product.id, ...variantOf(values) },
    })),
  ];
  return steps as unknown as Step<V>[];
}

/** What this very run has put aside can be had by it, were it the last one. */
function withOwn(hit: ProductHit, aside: Record<string, unknown> | undefined): ProductHit {
  const more = ({ sku, available }: AvailableVariant): number | null =>
    available === null || sku !== aside?.sku ? available : available + Number(aside.quantity);
  return { ...hit, variants: hit.variants.map((variant) => ({ ...variant, available: more(variant) })) };
}

/** With the size that they took last, where that can be had. */
async function whichSize(scene: Scene<AboutVariant>): Promise<Reply> {
  const { values, replies, language } = scene;
  const size = await lastSize(scene, values.hit.product);
  if (size === undefined || !optionsOf(freeVariants(values), "size").includes(size))
    return { key: "product.which_size" };
  return { key: "product.which_size_again", params: { size: replies.label("size", size, language) } };
}

/** "Vous l'avez en rouge ?" and then "je la prends": the version that they asked about, unless they name another or it is gone. */
function askedBefore({ values, memory }: Scene<AboutVariant>, kind: "color" | "size"): string | undefined {
  const { hit } = values;
  const before = memory.variant?.product === hit.product.id ? memory.variant[kind] : undefined;
  if (values[kind] !== undefined || before === undefined) return values[kind];
  return freeVariants({ hit, ...variantOf(values), [kind]: before }).length > 0 ? before : undefined;
}

/** Where a shopper is told what there is of a product, and what there is instead. */
export const availabilityOf = ({ hit, ...values }: AboutVariant) => ({
  flow: "product.availability",
  slots: { product: (hit as ProductHit).product.id, ...variantOf(values), ...quantityOf(values) },
});

const optionsOf = (variants: AvailableVariant[], kind: "color" | "size"): string[] => [
  ...new Set(variants.flatMap((variant) => variant[kind] ?? [])),
];

const labelled = ({ values, replies, language }: Scene<AboutVariant>, kind: "color" | "size"): Option[] =>
  optionsOf(freeVariants(values), kind).map((value) => ({
    title: replies.label(kind, value, language),
    value,
  }));
