import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import {
  accessibilityFaults,
  desktop,
  findChromium,
  launch,
  phone,
  type Visit,
  visit,
} from "../../e2e/browser.ts";
import { openStage, type Stage } from "./stage.ts";

const chromium = findChromium();

(chromium ? describe : describe.skip)("the page of the sandbox", () => {
  jest.setTimeout(60_000);
  let stage: Stage;
  let browser: Browser;
  beforeAll(async () => {
    [stage, browser] = await Promise.all([openStage(), launch(chromium!)]);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const open = (device: typeof desktop | typeof phone = desktop): Promise<Visit> => {
    const { port } = new URL(stage.app.url);
    return visit(browser, `${stage.sandbox.url}/`, {
      device,
      origins: [stage.sandbox.url, `http://127.0.0.1:${port}`],
    });
  };
  const person = (page: Page, channel: string, place: number) =>
    page.locator(`.people [data-channel="${channel}"] button`).nth(place);
  const bubble = (page: Page, text: string) => page.locator(".shop", { hasText: text }).last();

  async function write(page: Page, text: string): Promise<void> {
    await page.locator("#text").fill(text);
    await page.locator("#text").press("Enter");
  }

  test("one chats in words and taps, as each channel shows them, and nothing goes elsewhere", async () => {
    const { page, context, errors, foreign } = await open();
    await write(page, "je cherche une robe rouge");
    await bubble(page, "Robe midi Lina en coton").getByRole("button", { name: "Voir" }).click();
    await bubble(page, "Couleurs :").locator("summary", { hasText: "Choisir" }).waitFor();
    expect(
      await page
        .locator(".log img")
        .first()
        .evaluate((image: HTMLImageElement) => image.decode()),
    ).toBe(undefined);

    await person(page, "messenger", 2).click();
    await write(page, "hello, what can you do?");
    await page.locator(".replies").getByRole("button", { name: "Track my order" }).click();
    await bubble(page, "What is your order number?").waitFor();
    expect(await page.locator(".replies button").count()).toBe(0);

    await person(page, "sms", 1).click();
    await write(page, "أين طلبي؟");
    const answer = bubble(page, "الطلب");
    await answer.waitFor();
    expect(await answer.locator(".text").evaluate((text) => getComputedStyle(text).direction)).toBe("rtl");

    await person(page, "email", 0).click();
    await page.locator("#subject").fill("Livraison");
    await write(page, "vous livrez à Fès ?");
    await bubble(page, "Re: Livraison").waitFor();
    await page.frameLocator(".log iframe").getByText("nous livrons à Fès").waitFor();

    expect(await accessibilityFaults(page)).toEqual([]);
    expect([errors, foreign]).toEqual([[], []]);
    await context.close();
  });

  test("the shop's menu is where Telegram and Messenger have it", async () => {
    const { page, context } = await open();
    for (const channel of ["telegram", "messenger"]) {
      await person(page, channel, 0).click();
      await page.locator(".menu summary").click();
      await page.locator(".menu button", { hasText: "Suivre ma commande" }).click();
      await bubble(page, "Quel est votre numéro de commande ?").waitFor();
      await page.locator(".menu summary").click();
    }
    await person(page, "whatsapp", 0).click();
    await page.locator(".menu summary").waitFor({ state: "hidden" });
    await context.close();
  });

  test("whoever writes by the API is in the list, and one adds others by their address", async () => {
    const { page, context } = await open();
    await stage.says("whatsapp", "+212600000042", "bonjour");
    await page.locator(".people .news", { hasText: "+212600000042" }).click();
    await page.locator(".shopper", { hasText: "bonjour" }).waitFor();
    await page.getByLabel("Another shopper there").fill("+212600000043");
    await page.getByRole("button", { name: "Add" }).click();
    await write(page, "vous livrez à Fès ?");
    await bubble(page, "nous livrons à Fès").waitFor();
    expect(stage.shown("whatsapp", "+212600000043")).toHaveLength(1);
    await context.close();
  });

  test("the clock and the faults are at hand", async () => {
    const { page, context } = await open();
    const before = stage.sandbox.clock.now().getTime();
    await page.getByRole("button", { name: "+24 h" }).click();
    await page.getByLabel("The vendor answers").selectOption({ label: "500" });
    await page.waitForFunction(
      (day) => Date.parse(document.querySelector("time")?.dateTime ?? "") >= day,
      before + 24 * 3_600_000,
    );
    await person(page, "telegram", 0).click();
    await person(page, "whatsapp", 0).click();
    await page.waitForFunction(
      () => document.querySelector<HTMLSelectElement>("#answer")?.value === '{"status":500}',
    );
    expect(stage.sandbox.faults.of("whatsapp").answer).toEqual({ status: 500 });
    await page.getByRole("button", { name: "Forget" }).click();
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>("#answer")?.value === "null");
    await context.close();
  });

  test("it is narrow on a phone", async () => {
    const { page, context } = await open(phone);
    await page.locator("#text").waitFor();
    const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(wide).toBeLessThanOrEqual(seen!);
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.close();
  });
});
