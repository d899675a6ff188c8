import { expect, test } from "@jest/globals";
import { inBrowser, shows } from "./stage.ts";

inBrowser("the chat on a bad network", (stage) => {
  test("what is said without a network goes out once, when it is back", async () => {
    const { page, write } = await stage.open();
    stage.server.faults.offline = true;
    await write("one");
    await write("two");
    await page.locator(".banner", { hasText: "Pas de connexion" }).waitFor();
    expect(await page.locator(".row.pending").count()).toBe(2);
    stage.server.faults.offline = false;
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await shows(page, "echo: one");
    await shows(page, "echo: two");
    const said = stage.server.conversations.flatMap(({ messages }) => messages.map(({ text }) => text));
    expect(said).toEqual(["one", "echo: one", "two", "echo: two"]);
  });

  test("a message whose acknowledgement is lost is not said twice", async () => {
    const { page, write } = await stage.open();
    stage.server.faults.losesAnswers = true;
    await write("one");
    await shows(page, "echo: one");
    stage.server.faults.losesAnswers = false;
    await write("two");
    await shows(page, "echo: two");
    await shows(page, "one");
    expect(stage.server.conversations[0]!.messages.map(({ text }) => text)).toEqual([
      "one",
      "echo: one",
      "two",
      "echo: two",
    ]);
  });

  test("what the shop says while the stream is cut is not missed", async () => {
    const { page, write } = await stage.open();
    await write("hello");
    await shows(page, "echo: hello");
    stage.server.faults.offline = true;
    stage.server.cut();
    stage.server.say({ text: "first" }, { text: "second" });
    stage.server.faults.offline = false;
    await shows(page, "first");
    await shows(page, "second");
    await shows(page, "echo: hello");
  });

  test("a stream that repeats and mixes up messages is shown in order, each message once", async () => {
    stage.server.faults.muddlesStreams = true;
    const { page, write, bubbles } = await stage.open();
    await write("hello");
    await shows(page, "echo: hello");
    stage.server.say({ text: "first" }, { text: "second" }, { text: "third" });
    await shows(page, "third");
    expect(await bubbles.allTextContents()).toEqual(["hello", "echo: hello", "first", "second", "third"]);
  });

  test("a refused token begins a new conversation, and the message is in it", async () => {
    const { page, write, bubbles } = await stage.open();
    await write("old");
    await shows(page, "echo: old");
    stage.server.forgetTokens();
    await page.locator(".notice").waitFor();
    await write("new");
    await shows(page, "echo: new");
    expect(await bubbles.allTextContents()).toEqual(["new", "echo: new"]);
    expect(stage.server.conversations.map(({ messages }) => messages.length)).toEqual([2, 2]);
  });

  test("a message that the server will not have is marked, and can be sent again or deleted", async () => {
    const { page, write } = await stage.open();
    stage.server.faults.refusesMessagesWith = 400;
    await write("one");
    await page.locator(".state.failed").waitFor();
    await write("two");
    await page.locator(".state.failed").nth(1).waitFor();
    stage.server.faults.refusesMessagesWith = null;
    await page.getByRole("button", { name: "Réessayer" }).first().click();
    await shows(page, "echo: one");
    await page.getByRole("button", { name: "Supprimer" }).click();
    await shows(page, "two", 0);
    expect(stage.server.conversations[0]!.messages.length).toBe(2);
  });

  test("a reload goes on with the same conversation, and another tab with it too", async () => {
    const { page, context, write } = await stage.open();
    await write("hello");
    await shows(page, "echo: hello");
    await page.reload();
    await page.locator(".launcher").click();
    await shows(page, "echo: hello");
    const other = await context.newPage();
    await other.goto(page.url());
    await other.locator(".launcher").click();
    await other.locator("textarea").fill("from the other tab");
    await other.locator("textarea").press("Enter");
    await shows(other, "echo: from the other tab");
    await page.bringToFront();
    await shows(page, "echo: from the other tab");
    expect(stage.server.conversations.length).toBe(1);
  });

  test("a message that waits survives a reload", async () => {
    const { page, write } = await stage.open();
    stage.server.faults.offline = true;
    await write("hello");
    await page.locator(".row.pending").waitFor();
    stage.server.faults.offline = false;
    await page.reload();
    await page.locator(".launcher").click();
    await shows(page, "echo: hello");
    await shows(page, "hello");
  });
});
