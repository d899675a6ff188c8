import type { Order, OrderState } from "../../models/commerce.ts";
import { westernDigits } from "../../models/digits.ts";
import { isForgeable } from "../../models/identity.ts";
import { type Proven, proofLifeMs, provenBy } from "../../models/proof.ts";
import {
  ask,
  branch,
  type CallOutcome,
  call,
  check,
  fill,
  handoff,
  read,
  remember,
  type Scene,
  type Slot,
  type Step,
} from "../engine/flow.ts";
import { ownPhone } from "../engine/own-phone.ts";

const underWay: ReadonlySet<OrderState> = new Set(["pending", "placed", "confirmed", "preparing", "shipped"]);

/** The values of any flow about one order of the shopper's own. */
export interface OwnOrder {
  number: string;
  /** A second fact: the phone number or e-mail of the order. */
  fact: string;
  proof: CallOutcome<ProofResult>;
  proven: boolean;
  order: Order;
}

/** What the action `proof.check` answers. The same for a wrong fact and for an order that does not exist. */
export interface ProofResult {
  proven: Proven | null;
  locked: boolean;
}

const orderNumber = /(?<!\d)([A-Z]{0,4}-?\d{3,9})(?!\d)/i;

/** An order number in a text, without `#`. */
export const parseOrderNumber = (text: string): string | null =>
  orderNumber.exec(westernDigits(text))?.[1]?.toUpperCase() ?? null;

/** A message that is nothing but a number. Longer ones are phone numbers. */
const bareNumber = (text: string): string | null => /^\s*#?(\d{4,8})\s*$/.exec(text)?.[1] ?? null;

const emailOrPhone = /[^\s@]+@[^\s@]+\.[^\s@]+|(?:\+|00)?[\d٠-٩][\d٠-٩\s.()-]{7,17}[\d٠-٩]/u;

/** An e-mail address or a phone number in a text. */
export const parseFact = (text: string): string | null => emailOrPhone.exec(text)?.[0].trim() ?? null;

/** The slots of a flow about an order. */
export const ownOrder: { number: Slot<OwnOrder>; fact: Slot<OwnOrder> } = {
  number: { entity: "order_number", hears: bareNumber, parse: parseOrderNumber, remembered: "order" },
  fact: { hears: parseFact, parse: parseFact, phone: true, settled: true, about: "number" },
};

/**
 * Asks which order, and makes sure that it is this shopper's, then gives it as `order`. Who writes from the number of the
 * order, or where it was placed, is its customer, and means the latest one. What a visitor says of himself proves nothing: he must know the order's
 * number and its phone number or e-mail. Tries are limited.
 * @param likely states of the one that is meant, when they do not say; without such a one, the latest of all
 */
export function prove<V extends OwnOrder>(likely: ReadonlySet<OrderState> = underWay): Step<V>[] {
  const steps: Step<OwnOrder>[] = [
    fill("number", (scene) => latestNumber(scene, likely)),
    ask("number", "order.ask_number"),
    read("proven", isProven),
    branch("proof", ({ values }) => (values.proven ? "known" : "unknown"), {
      unknown: [
        ask("fact", ({ values }) => ({
          reply: { key: "order.ask_fact", params: { number: values.number } },
        })),
        call("proof", {
          action: "proof.check",
          key: ({ values, conversation }) => `proof:${conversation.id}:${values.number}:${values.fact}`,
          args: ({ values, conversation }) => ({
            conversationId: conversation.id,
            number: values.number,
            fact: values.fact,
          }),
          uses: ["number", "fact"],
        }),
        branch("locked", ({ values }) => (resultOf(values)?.locked ? "locked" : "open"), {
          locked: [
            handoff("locked", ({ values }) => ({
              reason: "proof_failed",
              summary: `Too many wrong tries for order ${values.number}.`,
            })),
          ],
        }),
        check("mine", ({ values }) =>
          resultOf(values)?.proven
            ? null
            : {
                reply: { key: "order.not_found", params: { number: values.number } },
                forget: ["fact"],
              },
        ),
        remember("proven", ({ values, memory, now }) => ({
          proven: [
            ...memory.proven,
            {
              ...resultOf(values)!.proven,
              until: new Date(now.getTime() + proofLifeMs).toISOString(),
            },
          ].slice(-5),
        })),
      ],
    }),
    read("order", ({ values, commerce }) => commerce.orders.getOrder(values.number)),
    remember("order", ({ values }) => ({ order: values.number })),
  ];
  return steps as unknown as Step<V>[];
}

const resultOf = ({ proof }: OwnOrder): ProofResult | null => (proof?.ok ? proof.value : null);

export async function isProven<V extends Pick<OwnOrder, "number">>(scene: Scene<V>): Promise<boolean> {
  const { values, commerce, conversation, memory, now } = scene;
  const phone = ownPhone(scene);
  const valid: Proven[] = memory.proven.filter(({ until }) => Date.parse(until) > now.getTime());
  const order = await commerce.orders.getOrder(values.number);
  if (!order) return false;
  if (order.conversationId === conversation.id && !isForgeable(conversation.channel)) return true;
  const customer = await commerce.customers.getCustomer(order.customerId);
  const byNumber = phone === undefined ? null : provenBy(phone, order, customer);
  return [...valid, ...(byNumber ? [byNumber] : [])].some(
    (proven) => proven.customerId === order.customerId || proven.order === order.number,
  );
}

/** Of the likely order, or else of the last one, of who writes from a number that the shop knows. */
async function latestNumber(
  scene: Scene<OwnOrder>,
  likely: ReadonlySet<OrderState>,
): Promise<string | undefined> {
  const orders = await ordersOfWriter(scene);
  return (orders.find(({ state }) => likely.has(state)) ?? orders[0])?.number;
}

/** The last orders of who writes from a number that the shop knows. */
export async function ordersOfWriter(
  scene: Pick<Scene, "contact" | "conversation" | "commerce">,
): Promise<Order[]> {
  const phone = ownPhone(scene);
  if (phone === undefined) return [];
  const { customers, orders } = scene.commerce;
  const known = await customers.findCustomers({ phone });
  return (await Promise.all(known.map(({ id }) => orders.findOrders(id, mostOrders)))).flat();
}

const mostOrders = 50;
