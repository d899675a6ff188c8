import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { openPayStage, type PayStage } from "./pay-stage.ts";

let stage: PayStage;
beforeAll(async () => {
  stage = await openPayStage();
});
afterAll(() => stage?.close());
beforeEach(() => void stage.paid.splice(0));

const show = async (path: string, language = "fr") => {
  const answer = await fetch(stage.front.url + path, { headers: { "accept-language": language } });
  return { status: answer.status, headers: answer.headers, html: await answer.text() };
};
const pay = (path: string, headers: Record<string, string> = {}) =>
  fetch(stage.front.url + path, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: "",
  });
const isPaid = async (number: string) => (await stage.shop.commerce.orders.getOrder(number))?.paid;

test("the page says what is to be paid, and that it is a demonstration", async () => {
  const { order, path } = await stage.order();
  const { status, headers, html } = await show(path);
  expect(status).toBe(200);
  for (const text of [
    `Commande ${order.number}`,
    "199 MAD",
    "Payer (démonstration)",
    "Dar Lina",
    "aucune carte",
  ])
    expect(html).toContain(text);
  expect(headers.get("content-security-policy")).toBe(
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  );
  expect(headers.get("cache-control")).toBe("no-store");
});

test.each([
  ["ar-MA,fr;q=0.8", 'lang="ar" dir="rtl"'],
  ["en-GB,en;q=0.9", 'lang="en" dir="ltr"'],
  ["de, en;q=0.2, fr;q=0.7", 'lang="fr"'],
  ["de", 'lang="fr"'],
  ["", 'lang="fr"'],
  ["en;q=0, *", 'lang="fr"'],
])("a browser that asks for %j reads %s", async (language, attributes) => {
  const { path } = await stage.order();
  expect((await show(path, language)).html).toContain(attributes);
});

test("paid twice is paid once, and then there is nothing to pay", async () => {
  const { order, path } = await stage.order();
  for (let tries = 0; tries < 2; tries++) {
    const answer = await pay(path);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, path]);
  }
  expect([await isPaid(order.number), stage.paid]).toEqual([true, [order.number]]);
  const { html } = await show(path);
  expect(html).toContain("C&#39;est payé, merci");
  expect(html).not.toContain("<form");
});

test("many who pay at the same instant pay once", async () => {
  const { order, path } = await stage.order();
  await Promise.all(Array.from({ length: 10 }, () => pay(path)));
  expect(await isPaid(order.number)).toBe(true);
  expect(new Set(stage.paid)).toEqual(new Set([order.number]));
});

test("cancelled while it is being paid: its money came too late, and is told so", async () => {
  const { order, path } = await stage.order();
  const { orders } = stage.shop.commerce;
  const look = stage.orders.getOrder;
  stage.orders.getOrder = async (number) => {
    const open = await look(number);
    await orders.moveOrder(number, { state: "cancelled", by: "shopper" });
    return open;
  };
  await pay(path);
  stage.orders.getOrder = look;
  expect(await orders.getOrder(order.number)).toMatchObject({
    state: "cancelled",
    paid: true,
    paidLate: true,
  });
  expect(stage.paid).toEqual([order.number]);
});

test("a wrong token, another order's, a former one and an unknown order are answered alike, and pay nothing", async () => {
  const mine = await stage.order();
  const other = await stage.order();
  const token = (path: string) => path.split("/")[3]!;
  const former = mine.path;
  const wrong = [
    `/pay/${mine.order.number}/wrong`,
    `/pay/${other.order.number}/${"x".repeat(43)}`,
    `/pay/99999/${token(mine.path)}`,
    `/pay/${encodeURIComponent("../10042")}/${token(mine.path)}`,
  ];
  const answers = await Promise.all(wrong.map((path) => show(path)));
  for (const { status, html } of answers) expect([status, html]).toEqual([404, answers[0]!.html]);
  expect(answers[0]!.html).not.toContain("<form");
  await Promise.all(wrong.map((path) => pay(path)));
  expect([await isPaid(mine.order.number), await isPaid(other.order.number), stage.paid]).toEqual([
    false,
    false,
    [],
  ]);
  expect((await show(former)).status).toBe(200);
});

test("what was cancelled is not paid", async () => {
  const { order, path } = await stage.order("cancelled");
  const { status, html } = await show(path);
  expect([status, html.includes("<form"), html.includes("close")]).toEqual([200, false, true]);
  await pay(path);
  expect([await isPaid(order.number), stage.paid]).toEqual([false, []]);
});

test("a form of somebody else's page pays nothing", async () => {
  const { order, path } = await stage.order();
  expect((await pay(path, { origin: "https://elsewhere.example" })).status).toBe(403);
  expect(await isPaid(order.number)).toBe(false);
});
