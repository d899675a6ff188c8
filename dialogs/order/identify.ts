import type { Customer } from "../../models/commerce.ts";
import { ask, branch, read, type Scene, type Slot, type Step } from "../engine/flow.ts";
import { ownPhone } from "../engine/own-phone.ts";
import { type OwnOrder, ownOrder, prove } from "./prove.ts";

/** The values of any flow that needs to know who writes. */
export interface Identified extends OwnOrder {
  /** They say that they have ordered before. */
  hasOrdered: boolean;
  /** Null: the shop knows nobody by what is proven. */
  customer: Customer | null;
}

/** For a flow's own `slots`. */
export const identified: { [K in "number" | "fact" | "hasOrdered"]: Slot<Identified> } = {
  ...(ownOrder as { number: Slot<Identified>; fact: Slot<Identified> }),
  hasOrdered: { confirms: true },
};

/**
 * Who it is, by proof: their own number, what they have proven before, or else an order of theirs. Who has never ordered
 * stays unknown. Gives the `customer`.
 */
export function identify<V extends Identified>(): Step<V>[] {
  const steps: Step<Identified>[] = [
    read("customer", provenCustomer),
    branch("known", (scene) => (scene.values.customer || ownPhone(scene) !== undefined ? "yes" : "no"), {
      no: [
        read(
          "hasOrdered",
          ({ values }) => values.hasOrdered ?? (values.number === undefined ? undefined : true),
        ),
        ask("hasOrdered", ({ replies, language }) => ({
          reply: { key: "identify.has_ordered" },
          options: [
            { title: replies.render("identify.yes.button", language), value: true },
            { title: replies.render("identify.no.button", language), value: false },
          ],
        })),
        branch("ordered", ({ values }) => (values.hasOrdered ? "yes" : "no"), {
          yes: [
            ...prove<Identified>(),
            read("customer", ({ values, commerce }) =>
              commerce.customers.getCustomer(values.order.customerId),
            ),
          ],
        }),
      ],
    }),
  ];
  return steps as unknown as Step<V>[];
}

/** The customer whose number this is, or who has been proven in this conversation. */
export async function provenCustomer(
  scene: Pick<Scene, "contact" | "conversation" | "commerce" | "memory" | "now">,
): Promise<Customer | null> {
  const { commerce, memory, now } = scene;
  const phone = ownPhone(scene);
  const [own] = phone === undefined ? [] : await commerce.customers.findCustomers({ phone });
  if (own) return own;
  const proven = memory.proven.find(
    ({ until, customerId }) => customerId && Date.parse(until) > now.getTime(),
  );
  return proven?.customerId === undefined ? null : commerce.customers.getCustomer(proven.customerId);
}

/** Who it is, for the people who are called. */
export function whoIsIt({ values, contact, conversation }: Scene<Identified>): string {
  const { customer, order } = values;
  if (customer) return `Proven: customer ${customer.name} (${customer.id}).`;
  if (order) return `Proven: has order ${order.number} in hand, not its customer.`;
  const phone = ownPhone({ contact, conversation });
  if (phone !== undefined) return `Writes from ${phone}, which no customer has.`;
  return "Not proven who it is, and no order named: check before you act.";
}
