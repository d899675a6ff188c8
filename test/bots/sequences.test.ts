import { beforeEach, expect, test } from "@jest/globals";
import { openOutreach } from "../../bots/outreach.ts";
import { openSequences, type ShopSequences } from "../../bots/sequences/index.ts";
import type { Unasked } from "../../bots/withhold.ts";
import { newCart } from "../../models/cart.ts";
import type { Order } from "../../models/commerce.ts";
import { consentKind } from "../../models/consent.ts";
import type { Contact, Conversation } from "../../models/conversation.ts";
import { type VirtualClock, virtualClock } from "../../models/ports/clock.ts";
import type { OpenRecords } from "../../models/ports/records.ts";
import { Sequences } from "../../models/sequence/definition.ts";
import { begun as enrolled, enrolmentKind } from "../../models/sequence/enrolment.ts";
import type { ShopCart } from "../../models/shop-cart.ts";
import { fakeRecords } from "../fakes/records.ts";

const opened = "2026-01-05T10:00:00.000Z";
const hourMs = 3_600_000;
const currency = "MAD";

const sequences = Sequences.parse({
  abandoned_cart: {
    channels: ["email"],
    steps: [
      { after: "30 min", say: "first", purpose: "service" },
      { after: "24 h", say: "second", purpose: "marketing" },
    ],
  },
  thanks: { channels: ["whatsapp"], steps: [{ after: "2 h", say: "first", purpose: "service" }] },
  news: { channels: ["email"], steps: [{ after: "7 d", say: "first", purpose: "service" }] },
});

const contact = { id: "amina", shopId: "demo", wantsMessages: true, phone: "+212661000001" } as Contact;
const conversation = (id: string, channel: string): Conversation =>
  ({
    id,
    shopId: "demo",
    contactId: "amina",
    channel,
    owner: "bot",
    epoch: 0,
    reach: { heardAt: opened, freeUntil: null, goneAt: null, spentUntil: null },
  }) as Conversation;
const conversations = [
  conversation("page", "web"),
  conversation("wa", "whatsapp"),
  // Anybody can write there in anybody's name.
  conversation("mail", "email"),
];

let clock: VirtualClock;
let shop: ShopSequences;
let looks: { enrolment: string; dueAt: string }[];
let begun: [conversationId: string, unasked: Unasked, key: string][];
let inCart: boolean;
let order: Order;
let records: OpenRecords;
/** As the shop's page told of it last. */
let pageCart: ShopCart;

beforeEach(async () => {
  clock = virtualClock(opened);
  [looks, begun, inCart] = [[], [], true];
  order = {
    shopId: "demo",
    number: "10042",
    customerId: "c1",
    state: "placed",
    placedAt: opened,
    conversationId: "page",
    total: { amountMinor: 34_900, currency },
  } as Order;
  records = fakeRecords();
  const steps = [{ given: true, at: opened, conversationId: "page", channel: "web", words: "START" }];
  await (await records(consentKind)).save({ id: "amina", shopId: "demo", steps }, 0);
  const price = { amountMinor: 34_900, currency };
  shop = await openSequences({
    shopId: "demo",
    records,
    clock,
    sequences: () => sequences,
    outreach: openOutreach({
      records,
      clock,
      shop: () => ({ timeZone: "UTC", outreach: { perDay: 1, perWeek: 3 } }),
    }),
    store: {
      get: async (id) => ({ conversation: conversations.find((one) => one.id === id)!, contact }),
      ofContact: async () => conversations.map((one) => ({ conversation: one, contact })),
      find: async (_, identity) => (identity === "phone:+212661000001" ? "wa" : null),
    },
    commerce: {
      carts: {
        getCart: async (id: string) => ({
          ...newCart("demo", id, new Date(opened)),
          lines: inCart ? [{ productId: "robe", sku: "robe-38", quantity: 1 }] : [],
        }),
        getShopCart: async () => pageCart,
      },
      inventory: {
        getProduct: async () => ({ variants: [{ sku: "robe-38", price, available: 1 }] }),
        getVariant: async (sku: string) => (sku === "robe-38" ? { product: { id: "robe" } } : null),
      },
      orders: { getOrder: async () => order },
      customers: {
        getCustomer: async () => ({ id: "c1", phone: "+212661000001" }),
        findCustomers: async () => [{ id: "c1", phone: "+212661000001" }],
      },
    } as unknown as Parameters<typeof openSequences>[0]["commerce"],
    begin: async (conversationId, unasked, _, key) => void begun.push([conversationId, unasked, key]),
    look: async (enrolment, dueAt) => {
      if (!looks.some((one) => one.enrolment === enrolment && one.dueAt === dueAt))
        looks.push({ enrolment, dueAt });
    },
  });
});

const cart = (changedAt = opened) => ({
  ...newCart("demo", "page", new Date(changedAt)),
  revision: 1,
  lines: inCart ? [{ productId: "robe", sku: "robe-38", quantity: 1 }] : [],
});

/** Time passes, and what is due by then is looked at. */
async function later(hours: number): Promise<void> {
  clock.advance(hours * hourMs);
  for (const due of looks.filter(({ dueAt }) => dueAt <= clock.now().toISOString())) {
    looks.splice(looks.indexOf(due), 1);
    await shop.take(due);
  }
}

const flows = () => begun.map(([where, { flow, slots }]) => `${where} ${flow} ${slots.say}`);

test("told twice of the same change, the cart is come back to once; the next step is scheduled", async () => {
  for (let n = 0; n < 2; n++) await shop.cartChanged(cart());
  expect(looks.map(({ dueAt }) => dueAt)).toEqual(["2026-01-05T10:30:00.000Z"]);
  await later(0.5);
  await later(24);
  expect(flows()).toEqual(["page sequence.abandoned_cart first", "page sequence.abandoned_cart second"]);
  expect(looks).toEqual([]);
});

test("whoever dies after a step was begun begins it by the same key, and goes on", async () => {
  await shop.cartChanged(cart());
  const [due] = looks;
  clock.advance(0.5 * hourMs);
  await shop.take(due!);
  await shop.take(due!);
  expect(begun).toHaveLength(1);
  expect(looks.map(({ dueAt }) => dueAt)).toContain("2026-01-06T10:00:00.000Z");
});

test("changed again, it is the last change that counts", async () => {
  await shop.cartChanged(cart());
  await shop.cartChanged(cart("2026-01-05T10:20:00.000Z"));
  await later(0.5);
  expect(begun).toEqual([]);
  await later(0.5);
  expect(begun).toHaveLength(1);
});

test("emptied, nothing is said", async () => {
  await shop.cartChanged(cart());
  inCart = false;
  await shop.cartChanged(cart("2026-01-05T10:10:00.000Z"));
  await later(2);
  expect(begun).toEqual([]);
});

test("a purchase ends what was to sell, is owed to the last message, and is thanked for where the shop prefers", async () => {
  await shop.cartChanged(cart());
  await later(0.5);
  order = { ...order, placedAt: "2026-01-05T11:00:00.000Z" };
  for (let n = 0; n < 2; n++) await shop.placed(order);
  await later(30);
  expect(flows()).toEqual(["page sequence.abandoned_cart first", "wa sequence.thanks first"]);
  expect(await shop.report()).toEqual([
    { sequence: "abandoned_cart", step: 1, say: "first", sent: 1, sales: 1, amountMinor: 34_900 },
    { sequence: "thanks", step: 1, say: "first", sent: 1, sales: 0, amountMinor: 0 },
  ]);
});

test("of an order that was cancelled meanwhile nothing is said", async () => {
  await shop.placed(order);
  order = { ...order, state: "cancelled" };
  await later(3);
  expect(begun).toEqual([]);
});

test("an order is spoken of only where it was placed, or where its customer surely reads", async () => {
  const { conversationId: _, ...sold } = order;
  order = { ...sold, state: "delivered" };
  await shop.delivered(order);
  await later(7 * 24);
  expect(flows()).toEqual(["wa sequence.news first"]);
});

test("the plan tells who would get what, and begins nothing", async () => {
  await shop.cartChanged(cart());
  const { shoppers, next } = await shop.plan({
    until: new Date("2026-01-07T10:00:00.000Z"),
    after: null,
    limit: 100,
  });
  expect(next).toBeNull();
  expect(shoppers).toMatchObject([
    {
      contactId: "amina",
      planned: [
        { at: new Date("2026-01-05T10:30:00.000Z"), decision: { kind: "send", say: "first" } },
        { at: new Date("2026-01-06T10:00:00.000Z"), decision: { kind: "send", say: "second" } },
      ],
    },
  ]);
  expect(begun).toEqual([]);
});

test("another shop of the same store is nobody's business here", async () => {
  const wanted = {
    shopId: "other",
    contactId: "karim",
    kind: "thanks",
    subject: "1",
    conversationId: "wa",
    epoch: 0,
    slots: {},
  } as const;
  const touch = { at: opened, step: 0, say: "first", purpose: "service" } as const;
  await (await records(enrolmentKind)).save(
    { ...enrolled(wanted, opened, opened, null), touches: [touch] },
    0,
  );
  expect(await shop.report()).toEqual([]);
  const until = new Date(Date.parse(opened) + 24 * hourMs);
  expect(await shop.plan({ until, after: null, limit: 10 })).toEqual({ shoppers: [], next: null });
});

/** The shop's page tells of it. */
const leave = (told: Partial<ShopCart> = {}): Promise<void> => {
  pageCart = {
    shopId: "demo",
    id: "C-1",
    contact: { phone: "+212661000001" },
    lines: [{ sku: "robe-38", quantity: 1 }],
    total: { amountMinor: 34_900, currency },
    url: "https://shop.example/cart/C-1",
    updatedAt: opened,
    ...told,
  };
  return shop.shopCartChanged(pageCart);
};

test("a cart of the shop's page is come back to beside the chat's, where its owner surely reads", async () => {
  for (let n = 0; n < 2; n++) await leave();
  const here = (changedAt?: string) => ({ ...cart(changedAt), conversationId: "wa" });
  await shop.cartChanged(here());
  inCart = false;
  await shop.cartChanged(here("2026-01-05T10:10:00.000Z"));
  await later(0.5);
  expect(flows()).toEqual(["wa sequence.abandoned_cart first"]);
  expect(begun[0]?.[1].slots).toMatchObject({ shopCart: "C-1" });
});

test("a cart of the page whose owner told only an e-mail is that of the customer with it", async () => {
  await leave({ contact: { email: "amina@example.com" } });
  await later(0.5);
  expect(flows()).toEqual(["wa sequence.abandoned_cart first"]);
});

test("emptied on the page, it ends; the chat's goes on", async () => {
  await leave();
  await shop.cartChanged(cart());
  await leave({ lines: [], updatedAt: "2026-01-05T10:10:00.000Z" });
  await later(0.5);
  expect(flows()).toEqual(["page sequence.abandoned_cart first"]);
});

test("an order ends a cart of the page as well", async () => {
  await leave();
  order = { ...order, placedAt: "2026-01-05T10:10:00.000Z" };
  await shop.placed(order);
  await later(1);
  expect(begun).toEqual([]);
});

test.each<[string, Partial<ShopCart>]>([
  ["of nobody who writes to the shop", { contact: { phone: "+212661999999" } }],
  ["of nobody", { contact: {} }],
  ["left days ago", { updatedAt: "2026-01-02T10:00:00.000Z" }],
  ["of articles that the catalogue does not have", { lines: [{ sku: "other", quantity: 1 }] }],
])("of a cart %s nothing is said", async (_, told) => {
  await leave(told);
  await later(1);
  expect(begun).toEqual([]);
});

test("a cart that has become another's meanwhile is not told to the former one", async () => {
  await leave();
  pageCart = { ...pageCart, contact: { phone: "+212661999999" } };
  await later(1);
  expect(begun).toEqual([]);
});
