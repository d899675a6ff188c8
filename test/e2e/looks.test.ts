import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { accessibilityFaults, type Device, desktop, phone } from "./browser.ts";
import { widget } from "./demo-site.ts";
import { inBrowser, shows } from "./stage.ts";

const answer = {
  fr: { text: "Voici la robe.", title: "Robe midi Lina en coton", button: "Voir" },
  ar: { text: "هذا هو الفستان.", title: "فستان لينا متوسط الطول من القطن", button: "عرض" },
  en: { text: "Here is the dress.", title: "Lina cotton midi dress", button: "View" },
};
type Language = keyof typeof answer;

const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

inBrowser("how the chat looks and reads", (stage) => {
  const answerIn = (language: Language): void => {
    const { text, title, button } = answer[language];
    const choices = [{ title: button, value: "v" }];
    const one = {
      title,
      subtitle: "36, 38",
      price: "349 MAD",
      image: "/demo/robe-lina.jpg",
      buttons: choices,
    };
    stage.answers = () => [
      { text, image: { url: "/demo/robe-lina.jpg", alt: title } },
      { cards: [one, one, one], choices },
    ];
  };

  test.each<[string, Language, Device]>([
    ["phone", "fr", phone],
    ["phone", "ar", phone],
    ["desktop", "en", desktop],
    ["desktop", "ar", desktop],
  ])(
    "axe finds nothing on a %s in %s: closed, open, with cards, with a failure",
    async (_name, language, device) => {
      answerIn(language);
      const { page } = await stage.visit({ device, path: `/?lang=${language}` });
      await page.locator(".products li").first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.locator(".launcher").click();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.locator("textarea").fill("hello");
      await page.locator("textarea").press("Enter");
      await page.locator(".log > .choices").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      stage.server.faults.refusesMessagesWith = 400;
      await page.locator("textarea").fill("hello");
      await page.locator("textarea").press("Enter");
      await page.locator(".state.failed").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await overflows(page)).toBe(false);
    },
    30_000,
  );

  test("it fits 320 pixels, whatever is said", async () => {
    const long = `${"x".repeat(300)} https://shop.example/${"y".repeat(200)}`;
    stage.answers = () => [{ text: long, choices: [{ title: "z".repeat(120), value: "v" }] }];
    const device = { ...phone, viewport: { width: 320, height: 568 } };
    const { page, write } = await stage.open({ device });
    await write("hello");
    await page.locator(".log > .choices").waitFor();
    expect(await overflows(page)).toBe(false);
    const widths = await page
      .locator(".log")
      .evaluate((log) => [log.scrollWidth, log.clientWidth, document.documentElement.clientWidth]);
    expect(widths).toEqual([320, 320, 320]);
  });

  test("it fills a phone and is a window on a desktop; Arabic has it on the left", async () => {
    const boxOf = async (options: { device?: Device; path?: string }) => {
      const { page } = await stage.open(options);
      return page.locator("dialog").boundingBox();
    };
    expect(await boxOf({ device: phone })).toEqual({
      x: 0,
      y: 0,
      width: 360,
      height: 740,
    });
    expect(await boxOf({})).toMatchObject({
      x: 880,
      width: 380,
      height: 600,
    });
    expect(await boxOf({ path: "/chat?lang=ar" })).toMatchObject({
      x: 20,
      width: 380,
      height: 600,
    });
  });

  test("each message is read in its own direction", async () => {
    stage.answers = () => [
      { text: "Lina متوفرة في مقاس 38" },
      { text: "Tout est en stock" },
      { text: "10042" },
    ];
    const { page, write, bubbles } = await stage.open({ path: "/chat?lang=ar" });
    await write("wach kayn?");
    await shows(page, "10042");
    const directions = await bubbles.evaluateAll((all) =>
      all.map((bubble) => [getComputedStyle(bubble).direction, bubble.getAttribute("lang")]),
    );
    expect(directions).toEqual([
      ["ltr", null],
      ["rtl", "ar"],
      ["ltr", null],
      ["rtl", null],
    ]);
  });

  test("on another shop's page it keeps its own looks and talks to its own server", async () => {
    const origins = [stage.server.url.replace("127.0.0.1", "localhost"), stage.server.url];
    const { page, foreign, errors } = await stage.visit();
    await page.goto(`${origins[0]}/elsewhere`);
    const launcher = page.locator(".launcher");
    await launcher.click();
    expect(await page.locator("h2").textContent()).toBe("Ailleurs");
    await page.locator("textarea").fill("hello");
    await page.locator("textarea").press("Enter");
    await shows(page, "echo: hello");
    const style = await page.locator(".row.shopper .bubble").evaluate((bubble) => {
      const { color, backgroundColor, fontSize, direction } = getComputedStyle(bubble);
      return { color, backgroundColor, fontSize, direction };
    });
    expect(style).toEqual({
      color: "rgb(28, 25, 23)",
      backgroundColor: "rgb(255, 214, 10)",
      fontSize: "15px",
      direction: "ltr",
    });
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
    expect(foreign.every((address) => address.startsWith(origins[0]!))).toBe(true);
  });
});

test("the widget is small", async () => {
  const bytes = gzipSync(await widget()).length;
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThan(60_000);
});
