import { isHeld, type PutAside } from "../../models/reservation.ts";
import { branch, type CallOutcome, call, flow, go, read, type Scene, say } from "../engine/flow.ts";
import { type AboutVariant, aboutVariant, availabilityOf, chooseVariant } from "../product/choose-variant.ts";
import { named, nextOf, untilWhen } from "./mine.ts";

interface Values extends AboutVariant {
  /** How often this article was put aside here before: the next one has a name of its own. */
  times: number;
  reserved: CallOutcome<PutAside>;
}

/** Puts one article aside for as long as the shop does; asks for the colour and the size that are not known yet. */
export const reservationCreate = flow<Values>("reservation.create", {
  version: 2,
  intents: ["reservation.create"],
  slots: aboutVariant,
  subject: ["product"],
  repeats: true,
  steps: [
    ...chooseVariant<Values>(),
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
