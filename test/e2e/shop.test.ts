import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { drillFolder } from "../drills/drill-folder.ts";
import { freePort, realServer, type ServerProcess, startServer } from "../drills/server-process.ts";
import { embeddedStores } from "../drills/stores.ts";
import { type Device, desktop, findChromium, launch, phone, type Visit, visit } from "./browser.ts";
import { chatOf, shows } from "./stage.ts";

const chromium = findChromium();

/** The last thing that the bot said, once it said something after the shopper's last message. */
async function answerOf(page: Page): Promise<string> {
  const answer = page.locator(".row.shopper:not(.pending) ~ .row.bot:not(.typing)").last();
  await answer.waitFor();
  return (await answer.locator(".bubble, .card").allInnerTexts()).join("\n");
}

(chromium ? describe : describe.skip)("the whole shop, from the browser to the disk", () => {
  jest.setTimeout(120_000);
  const folder = drillFolder(embeddedStores);
  let port: number;
  let server: ServerProcess;
  let browser: Browser;
  const visits: Visit[] = [];

  beforeAll(async () => {
    port = await freePort();
    server = await startServer(realServer, folder, port);
    browser = await launch(chromium!);
  });
  afterEach(() => Promise.all(visits.splice(0).map(({ context }) => context.close())));
  afterAll(async () => {
    await browser?.close();
    await server?.end("SIGTERM");
    await folder.remove();
  });

  const enter = async (language: string, device: Device): Promise<Visit> => {
    const made = await visit(browser, `${server.url}/?lang=${language}`, { device });
    visits.push(made);
    return made;
  };

  test.each([
    ["fr", "Où est ma commande 10042 ?", /10042/],
    ["en", "wach kayn caftan f 38?", /\p{Script=Arabic}/u],
    ["ar", "أريد فستانا أحمر", /\p{Script=Arabic}/u],
    ["en", "do you have sandals under 300?", /sandals/],
  ])("on a phone, in %s, the page's example %j is answered", async (language, example, answer) => {
    const { page, errors, foreign } = await enter(language, phone);
    await page.getByRole("button", { name: example }).tap();
    await shows(page, example);
    expect(await answerOf(page)).toMatch(answer);
    expect(errors).toEqual([]);
    expect(foreign).toEqual([]);
  });

  test("a product is found, looked at, and has its picture", async () => {
    const { page } = await enter("en", desktop);
    await page.locator(".launcher").click();
    await chatOf(page).write("do you have sandals under 300?");
    const picture = page.locator(".card img").first();
    await picture.waitFor();
    expect(await picture.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(
      480,
    );
    expect(await page.locator(".card .price").first().textContent()).toMatch(/MAD/);
    const title = (await page.locator(".card .title").first().textContent())!;
    // By its key: the log may still scroll to the answer under a pointer.
    await page.locator(".card button").first().press("Enter");
    await page.locator(".row.bot .bubble", { hasText: title }).first().waitFor();
  });

  test("the shop is killed and comes back: what was said meanwhile is answered, and nothing is lost", async () => {
    const { page } = await enter("en", desktop);
    await page.locator(".launcher").click();
    const { write, bubbles } = chatOf(page);
    await write("hello");
    await answerOf(page);
    const before = await bubbles.allTextContents();
    await server.end("SIGKILL");
    await write("what are your opening hours?");
    await page.locator(".row.pending").waitFor();
    server = await startServer(realServer, folder, port);
    await page.locator(".row.bot .bubble", { hasText: /0?9:30/ }).waitFor();
    const after = await bubbles.allTextContents();
    expect(after.slice(0, before.length + 1)).toEqual([...before, "what are your opening hours?"]);
    expect(after.length).toBe(before.length + 2);
  });
});
