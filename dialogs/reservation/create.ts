import type { AvailableVariant, ProductHit } from "../../models/ports/commerce.ts";
import { isHeld, type PutAside } from "../../models/reservation.ts";
import {
  ask,
  branch,
  type CallOutcome,
  call,
  flow,
  go,
  type Option,
  read,
  type Scene,
  say,
} from "../engine/flow.ts";
import {
  type AboutProduct,
  aboutProduct,
  chooseProduct,
  freeVariants,
  variantOf,
} from "../product/choose.ts";
import { named, nextOf, untilWhen } from "./mine.ts";

interface Values extends AboutProduct {
  free: AvailableVariant[];
  sku: string;
  /** How often this article was put aside here before: the next one has a name of its own. */
  times: number;
  reserved: CallOutcome<PutAside>;
}

/** Puts one article aside for as long as the shop does; asks for the colour and the size that are not known yet. */
export const reservationCreate = flow<Values>("reservation.create", {
  version: 1,
  intents: ["reservation.create"],
  slots: { ...aboutProduct, color: { entity: "color" }, size: { entity: "size" } },
  subject: ["product"],
  repeats: true,
  steps: [
    ...chooseProduct<Values>(),
    read("free", ({ values }) => freeVariants(values)),
    branch("stock", ({ values }) => (values.free.length === 0 ? "none" : "some"), {
      // Which says what there is instead.
      none: [go("instead", ({ values }) => availabilityOf(values))],
    }),
    branch("colours", ({ values }) => (optionsOf(values.free, "color").length > 1 ? "several" : "one"), {
      several: [
        ask("color", (scene) => ({
          reply: { key: "reservation.which_color" },
          options: labelled(scene, "color"),
        })),
      ],
    }),
    branch(
      "sizes",
      ({ values }) => (optionsOf(freeVariants(values), "size").length > 1 ? "several" : "one"),
      {
        several: [
          ask("size", (scene) => ({
            reply: { key: "reservation.which_size" },
            options: labelled(scene, "size"),
          })),
        ],
      },
    ),
    read("sku", ({ values }) => freeVariants(values)[0]!.sku),
    read("times", async ({ values, commerce, conversation, now }) => {
      const before = await commerce.reservations.ofConversation(conversation.id);
      return before.filter((one) => one.sku === values.sku && !isHeld(one, now)).length;
    }),
    call("reserved", {
      action: "reservation.create",
      key: ({ values, conversation }) => `reservation:${conversation.id}:${values.sku}:${values.times}`,
      args: ({ values, conversation, now, shop }) => ({
        conversationId: conversation.id,
        productId: values.hit.product.id,
        sku: values.sku,
        quantity: 1,
        until: new Date(now.getTime() + shop.reservationHours * 3_600_000).toISOString(),
      }),
      uses: ["sku"],
      undo: { action: "reservation.cancel", args: ({ key }) => ({ reservation: key }) },
    }),
    branch("outcome", ({ values }) => (values.reserved.ok ? "held" : "gone"), {
      held: [say("held", told)],
      gone: [go("too late", ({ values }) => availabilityOf(values))],
    }),
  ],
});

const availabilityOf = ({ hit, ...values }: Values) => ({
  flow: "product.availability",
  slots: { product: (hit as ProductHit).product.id, ...variantOf(values) },
});

const optionsOf = (variants: AvailableVariant[], kind: "color" | "size"): string[] => [
  ...new Set(variants.flatMap((variant) => variant[kind] ?? [])),
];

const labelled = ({ values, replies, language }: Scene<Values>, kind: "color" | "size"): Option[] =>
  optionsOf(freeVariants(values), kind).map((value) => ({
    title: replies.label(kind, value, language),
    value,
  }));

async function told(scene: Scene<Values>) {
  const { reserved } = scene.values;
  if (!reserved.ok) return null;
  const held = await named(reserved.value, scene);
  return {
    key: "reservation.held",
    params: { what: held.what, until: untilWhen(held.until, scene) },
    next: nextOf(held),
  };
}
