import { isHeld, type PutAside } from "../../models/reservation.ts";
import {
  branch,
  type CallOutcome,
  call,
  fill,
  flow,
  go,
  read,
  remember,
  type Scene,
  type Slot,
  say,
} from "../engine/flow.ts";
import { type AboutVariant, aboutVariant, availabilityOf, chooseVariant } from "../product/choose-variant.ts";
import { quantitySlot, wantedBefore, wanting } from "../product/quantity.ts";
import { ofHeld } from "./list.ts";
import { named, nextOf, untilWhen } from "./mine.ts";

interface Values extends AboutVariant {
  /** How often this article was put aside here before: the next one has a name of its own. */
  times: number;
  reserved: CallOutcome<PutAside>;
}

/** Puts an article aside for as long as the shop does, as many as there are; asks for the colour and the size that are not known yet. */
export const reservationCreate = flow<Values>("reservation.create", {
  version: 3,
  intents: ["reservation.create"],
  slots: { ...aboutVariant, quantity: quantitySlot as Slot<Values> },
  subject: ["product"],
  repeats: true,
  steps: [
    ...chooseVariant<Values>(),
    fill("quantity", (scene) => wantedBefore(scene, scene.values.hit.product.id)),
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
        quantity: Math.min(asked(values), left(values)),
        until: new Date(now.getTime() + shop.reservationHours * 3_600_000).toISOString(),
      }),
      uses: ["sku", "quantity"],
      undo: { action: "reservation.cancel", args: ({ key }) => ({ reservation: key }) },
    }),
    remember("put aside", () => wanting(undefined, [])),
    branch("outcome", ({ values }) => (values.reserved.ok ? "held" : "gone"), {
      held: [say("held", told)],
      gone: [go("too late", ({ values }) => availabilityOf(values))],
    }),
  ],
});

const asked = ({ quantity }: Values): number => Number(quantity ?? 1);

/** How many can be had now; what is not counted never ends. */
const left = ({ hit, sku }: Values): number =>
  hit.variants.find((variant) => variant.sku === sku)?.available ?? Number.POSITIVE_INFINITY;

async function told(scene: Scene<Values>) {
  const { values, made } = scene;
  const { reserved } = values;
  if (!reserved.ok) return null;
  const held = await named(reserved.value, scene);
  const { quantity } = made.reserved!.args as Pick<PutAside, "quantity">;
  // It was put aside before, in another number, and that stays.
  if (held.quantity !== quantity) return ofHeld([held], scene);
  return {
    key: "reservation.held",
    params: {
      what: held.what,
      quantity: held.quantity,
      isFewer: quantity < asked(values) ? "yes" : "no",
      until: untilWhen(held.until, scene),
    },
    next: nextOf(held),
  };
}
