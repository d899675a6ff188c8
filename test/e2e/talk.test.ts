import { expect, test } from "@jest/globals";
import type { Locator, Page } from "playwright-core";
import { phone } from "./browser.ts";
import { inBrowser, shows } from "./stage.ts";

const card = (id: string, title: string) => ({
  title,
  subtitle: "36, 38, 40",
  price: "349 MAD",
  image: `/demo/${id}.jpg`,
  buttons: [{ title: "Voir", value: `start:product.details?product=${id}` }],
});
const cards = [
  card("robe-lina", "Robe Lina"),
  card("robe-ines", "Robe Inès"),
  card("robe-hiba", "Robe Hiba"),
  card("robe-nadia", "Robe Nadia"),
];

inBrowser("talking in the chat", (stage) => {
  test("Enter sends, Shift+Enter begins a line, Escape closes and gives the focus back", async () => {
    const { page, input } = await stage.open();
    await input.fill("one");
    await input.press("Shift+Enter");
    await input.pressSequentially("two");
    await input.press("Enter");
    await shows(page, "echo: one\ntwo");
    expect(await input.inputValue()).toBe("");
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog").isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className)).toBe(
      "launcher",
    );
  });

  test("the conversation begins in the language of the page, and only when something is said", async () => {
    const { page, write } = await stage.open({ path: "/chat?lang=ar" });
    expect(stage.server.requests).toEqual([]);
    await write("مرحبا");
    await shows(page, "echo: مرحبا");
    expect(stage.server.conversations.map(({ locale }) => locale)).toEqual(["ar"]);
  });

  test("no other server is asked, no cookie is set, and the page's policy holds", async () => {
    stage.answers = () => [{ text: "https://elsewhere.example/", cards }];
    const { page, context, write, foreign, errors } = await stage.open({ path: "/?lang=fr" });
    await write("hello");
    await page.locator(".card").first().waitFor();
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
    expect(await context.cookies()).toEqual([]);
  });

  test("choices stand under the last message only; a tap sends the value and shows the title", async () => {
    stage.answers = ({ value }) =>
      value
        ? [{ text: "done" }]
        : [{ text: "which?", choices: [{ title: "Le bleu", value: "answer:x:f1?c=blue" }] }];
    const { page, write, chips } = await stage.open();
    await write("hello");
    await chips.first().click();
    await shows(page, "Le bleu");
    await shows(page, "done");
    expect(await chips.count()).toBe(0);
    const { messages } = stage.server.conversations[0]!;
    expect(messages.at(-2)).toMatchObject({ from: "shopper", value: "answer:x:f1?c=blue", text: "Le bleu" });
  });

  test.each([
    ["fr", "ArrowRight", 1],
    ["ar", "ArrowLeft", -1],
  ])("the arrow keys step through the cards (%s)", async (lang, key, sign) => {
    const titles = lang === "ar" ? cards.map((one) => ({ ...one, title: "فستان" })) : cards;
    stage.answers = () => [{ cards: titles }];
    const { page, write } = await stage.open({ path: `/chat?lang=${lang}` });
    await write("hello");
    const strip = page.locator(".strip");
    await strip.focus();
    await strip.press(key);
    await page.waitForFunction((sign) => {
      const strip = document.querySelector("hanout-chat")?.shadowRoot?.querySelector(".strip");
      return strip && strip.scrollLeft * sign > 150;
    }, sign);
  });

  test("a button of a card sends its value", async () => {
    stage.answers = ({ value }) => (value ? [{ text: value }] : [{ cards }]);
    const { page, write } = await stage.open();
    await write("hello");
    await page.getByRole("button", { name: "Voir – Robe Lina" }).click();
    await shows(page, "start:product.details?product=robe-lina");
  });

  test("what people and bots write is never read as HTML, nor an odd address followed", async () => {
    const html = `<img src=x onerror="document.title='hit'"><b>bold</b>`;
    stage.answers = ({ text }) => [
      { text: text! },
      { text: "picture", image: { url: "javascript:alert(1)", alt: "x" } },
      { text: "end" },
    ];
    const { page, write, errors } = await stage.open();
    await write(html);
    await shows(page, html, 2);
    await shows(page, "end");
    expect(await page.locator("dialog b, dialog .row img").count()).toBe(0);
    expect(await page.title()).toBe("Chat");
    expect(errors).toEqual([]);
  });

  test("the language can be changed; a conversation that has begun is told", async () => {
    const { page, write, input } = await stage.open();
    const language = (name: string) => page.locator("dialog").getByRole("button", { name });
    await language("English").click();
    expect(await input.getAttribute("placeholder")).toBe("Your message…");
    expect(stage.server.requests).toEqual([]);
    await write("hello");
    await shows(page, "echo: hello");
    await language("العربية").click();
    await shows(page, "العربية");
    expect(await page.locator(".frame").getAttribute("dir")).toBe("rtl");
    expect(stage.server.conversations[0]!.messages.at(-2)).toMatchObject({
      value: "start:assist.language?language=ar",
    });
  });

  test("the bot types until it answers", async () => {
    stage.answers = () => [];
    const { page, write } = await stage.open();
    await write("hello");
    await page.locator(".typing").waitFor();
    stage.server.say({ text: "at last" });
    await shows(page, "at last");
    expect(await page.locator(".typing").count()).toBe(0);
  });

  test("a picture is shown before it is sent, then to both sides, also after a reload", async () => {
    stage.answers = () => [{ text: "thanks" }];
    const { page } = await stage.open();
    const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 40 } });
    const file = page.locator("input[type=file]");
    await file.setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.alloc((5 << 20) + 1) });
    expect(await page.locator(".fault").textContent()).toMatch(/5 Mo/);
    await file.setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
    expect(await page.locator(".fault").textContent()).toMatch(/PNG/);
    await file.setInputFiles({ name: "a.png", mimeType: "image/png", buffer: picture });
    await page.locator(".preview img").waitFor();
    await page.getByRole("button", { name: "Envoyer" }).click();
    await shows(page, "thanks");
    await page.reload();
    await page.locator(".launcher").click();
    expect(await widthOf(page.locator("img.picture"))).toBe(40);
    expect([...stage.server.conversations[0]!.pictures.values()]).toEqual([picture]);
  });

  test("a picture that waits for the server is shown after a reload, and arrives once as it was", async () => {
    stage.answers = () => [{ text: "thanks" }];
    const { page } = await stage.open();
    const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 40 } });
    stage.server.faults.offline = true;
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: picture });
    await page.getByRole("button", { name: "Envoyer" }).click();
    await keepsPictures(page, 1);
    await page.reload();
    await page.locator(".launcher").click();
    expect(await widthOf(page.locator(".row.pending img.picture"))).toBe(40);
    stage.server.faults.offline = false;
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await shows(page, "thanks");
    expect(await widthOf(page.locator("img.picture"))).toBe(40);
    const { messages, pictures } = stage.server.conversations[0]!;
    expect(messages.map(({ from }) => from)).toEqual(["shopper", "bot"]);
    expect([...pictures.values()]).toEqual([picture]);
    await keepsPictures(page, 0);
  });

  test("what arrives while the chat is closed is counted on its button", async () => {
    const { page, write } = await stage.open();
    await write("hello");
    await shows(page, "echo: hello");
    await page.keyboard.press("Escape");
    stage.server.say({ text: "news" }, { text: "more news", from: "staff" });
    await page.locator(".badge", { hasText: "2" }).waitFor();
    await page.locator(".launcher").click();
    await shows(page, "more news");
    expect(await page.locator(".author").textContent()).toBe("Notre équipe");
    await page.keyboard.press("Escape");
    expect(await page.locator(".badge").count()).toBe(0);
  });

  test("the page's examples are sent with a tap, and a product opens the chat with a question", async () => {
    const { page } = await stage.visit({ device: phone, path: "/?lang=en" });
    await page.getByRole("button", { name: "Ask about it – Lina cotton midi dress" }).tap();
    expect(await page.locator("textarea").inputValue()).toBe(
      "Hello, do you have “Lina cotton midi dress” in stock?",
    );
    await page.getByRole("button", { name: "Close the chat" }).tap();
    await page.getByRole("button", { name: "wach kayn caftan f 38?" }).tap();
    await shows(page, "echo: wach kayn caftan f 38?");
  });
});

/** Of the one picture there is, in its own pixels. */
const widthOf = (picture: Locator): Promise<number> =>
  picture.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth));

/** Resolves once the browser keeps so many pictures that wait to be sent. */
async function keepsPictures(page: Page, count: number): Promise<void> {
  await page.waitForFunction(async (count) => {
    const there = (await indexedDB.databases()).some(({ name }) => name === "hanout");
    if (!there) return false;
    const result = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await result(indexedDB.open("hanout"));
    const kept = await result(database.transaction("pictures").objectStore("pictures").count());
    database.close();
    return kept === count;
  }, count);
}
