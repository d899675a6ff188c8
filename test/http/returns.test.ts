import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { ReturnDesk } from "../../bots/returns.ts";
import { Return, ReturnStateError } from "../../models/return.ts";
import { asOperator, type Front, startFront } from "./front.ts";

const at = "2026-11-20T10:00:00.000Z";
const asked = Return.parse({
  number: "R10030-1",
  shopId: "demo",
  key: "return:10030:1",
  orderNumber: "10030",
  conversationId: "chat",
  kind: "return",
  state: "requested",
  lines: [{ sku: "BABOUCHES-38", quantity: 1 }],
  reason: "defective",
  photos: ["a.jpg"],
  refund: { amountMinor: 14_900, currency: "MAD" },
  toPay: { amountMinor: 0, currency: "MAD" },
  restocked: false,
  linkSecret: "only for the shopper",
  requestedAt: at,
  history: [{ at, state: "requested", by: "shopper" }],
});

let front: Front;
const moves: unknown[] = [];
const returnDesk: ReturnDesk = {
  list: async (state) => [asked].filter((one) => one.state === state),
  async move(number, step) {
    moves.push([number, step]);
    if (number !== asked.number) return null;
    if (step.state === "refunded") throw new ReturnStateError(asked, "refunded");
    return { ...asked, state: step.state };
  },
  label: async (number, secret) =>
    number === asked.number && secret === "secret"
      ? { name: `${number}.pdf`, bytes: Buffer.from("%PDF") }
      : null,
};
beforeAll(async () => {
  front = await startFront({ services: () => ({ returnDesk }) });
});
afterAll(() => front.close());

const decide = (path: string, body?: unknown) =>
  asOperator(front, `/returns/${path}`, {
    method: "POST",
    ...(body !== undefined && {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  });

test("those that wait for a yes are listed, without the link of the label", async () => {
  const listed = await (await asOperator(front, "/returns")).text();
  expect(JSON.parse(listed)).toMatchObject({ returns: [{ number: "R10030-1", photos: ["a.jpg"] }] });
  expect(listed).not.toContain(asked.linkSecret);
  expect(await (await asOperator(front, "/returns?state=received")).json()).toEqual({ returns: [] });
  expect((await asOperator(front, "/returns?state=lost")).status).toBe(400);
});

test("staff decide; what the state does not allow, or there is not, says so", async () => {
  expect(await (await decide("R10030-1/approve")).json()).toMatchObject({ state: "approved" });
  const reason = "It was worn.";
  expect(await (await decide("R10030-1/decline", { reason })).json()).toMatchObject({ state: "declined" });
  expect(moves).toEqual([
    ["R10030-1", { state: "approved" }],
    ["R10030-1", { state: "declined", reason }],
  ]);
  expect((await decide("R10030-1/decline", {})).status).toBe(400);
  expect((await decide("R10030-1/refunded")).status).toBe(409);
  expect((await decide("R10031-1/received")).status).toBe(404);
});

test("a label is for whoever has its link", async () => {
  const fetchLabel = (secret: string) => fetch(`${front.url}/v1/returns/R10030-1/${secret}/R10030-1.pdf`);
  const label = await fetchLabel("secret");
  expect(label.headers.get("content-type")).toBe("application/pdf");
  expect(await label.text()).toBe("%PDF");
  expect((await fetchLabel("another")).status).toBe(404);
});
