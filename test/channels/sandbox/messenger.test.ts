import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { account } from "../../../sandbox/vendors/messenger/account.ts";
import { openStage, type Stage } from "./stage.ts";

// Who has a conversation, where the page's own inbox answers as well, and how long the shop may write in it.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const inboxApp = String(account.inboxAppId);
const question = "vous livrez à Fès ?";
const answer = "nous livrons à Fès";
const day = 24 * 3_600_000;

let people = 0;
/** A shopper of the page, and the people of the shop who read along in its inbox and in our console. */
function somebody() {
  const from = `52758117024750${String(people++).padStart(2, "0")}`;
  const found = async () => {
    const id = await stage.app.store.find("demo", `messenger:${account.pageId}:${from}`);
    return (await stage.app.store.get(id!))!.conversation;
  };
  return {
    says: (text: string) => stage.says("messenger", from, text),
    comesByAd: (text: string) => stage.does("messenger", from, { kind: "ad", text }),
    inbox: (does: "takes" | "keeps" | "passes" | "leaves" | "asks") =>
      stage.does("messenger", from, { kind: "inbox", does }),
    inboxWrites: (text: string) => stage.does("messenger", from, { kind: "inbox", does: { writes: text } }),
    /** What staff do in our console. */
    staff: async (deed: string, body: object = {}) => {
      const done = await stage.asStaff(`/${(await found()).id}/${deed}`, body);
      await stage.app.worker.idle();
      return done;
    },
    conversation: found,
    events: async () =>
      (await stage.app.store.transcript((await found()).id, 0)).flatMap(({ event, status }) =>
        event === undefined ? [] : [[status, (event as { text?: string }).text]],
      ),
    sent: () => stage.shown("messenger", from),
  };
}

describe("the page's inbox", () => {
  test("takes a conversation: the bot is silent, what is said is kept; given back, the bot answers", async () => {
    const amina = somebody();
    expect(await amina.says(question)).toContain(answer);
    const { epoch } = await amina.conversation();
    await amina.inbox("takes");
    expect(await amina.conversation()).toMatchObject({
      owner: "staff",
      epoch: epoch + 1,
      handover: { heldBy: inboxApp },
    });
    expect(await amina.inboxWrites("Bonjour, c'est Nadia. La robe rouge ?")).toBe("");
    expect(await amina.says("oui, la rouge")).toBe("");
    expect(await amina.events()).toContainEqual(["unread", "oui, la rouge"]);
    await amina.inbox("passes");
    expect(await amina.conversation()).toMatchObject({ owner: "bot", epoch: epoch + 2, handover: null });
    expect(await amina.says(question)).toContain(answer);
  });

  test("writes without taking it: the conversation is with staff all the same", async () => {
    const amina = somebody();
    await amina.says(question);
    await amina.inboxWrites("Je m'en occupe");
    expect(await amina.conversation()).toMatchObject({ owner: "staff" });
    expect((await amina.conversation()).handover).not.toHaveProperty("heldBy");
  });

  test("leaves it without a word: the bot answers what Meta gives to it from then on", async () => {
    const amina = somebody();
    await amina.says(question);
    await amina.inbox("takes");
    const { epoch } = await amina.conversation();
    expect(await amina.says(question)).toBe("");
    await amina.inbox("leaves");
    expect(await amina.says(question)).toContain(answer);
    expect(await amina.conversation()).toMatchObject({ owner: "bot", epoch: epoch + 1, handover: null });
    expect(await amina.says("je veux parler à une personne")).toContain("une personne de l'équipe");
    expect(await amina.conversation()).toMatchObject({ owner: "waiting" });
  });

  test("STOP counts, whoever hears it", async () => {
    const amina = somebody();
    await amina.says(question);
    await amina.inbox("takes");
    await amina.says("STOP");
    const { id } = await amina.conversation();
    expect((await stage.app.store.get(id))?.contact.wantsMessages).toBe(false);
  });

  test("gives back what somebody has taken in our console: it stays with them", async () => {
    const amina = somebody();
    await amina.says(question);
    await amina.inbox("takes");
    await amina.inbox("keeps");
    expect((await amina.staff("take")).status).toBe(200);
    await amina.inbox("passes");
    const { owner, handover } = await amina.conversation();
    expect([owner, handover]).toEqual([
      "staff",
      { reason: "staff", summary: "", at: expect.any(String), takenBy: "operator" },
    ]);
  });

  test("asks for it: what waits for people is passed, what the bot has is not", async () => {
    const amina = somebody();
    await amina.says(question);
    await amina.inbox("asks");
    expect(await amina.conversation()).toMatchObject({ owner: "bot" });
    expect(await amina.says(question)).toContain(answer);
    expect(await amina.says("je veux parler à une personne")).toContain("une personne de l'équipe");
    await amina.inbox("asks");
    expect(await amina.conversation()).toMatchObject({ owner: "staff", handover: { heldBy: inboxApp } });
    expect(await amina.says("il y a quelqu'un ?")).toBe("");
    expect(await amina.events()).toContainEqual(["unread", "il y a quelqu'un ?"]);
  });
});

describe("staff in our console", () => {
  test("take it from the page's inbox, answer, and hand it back to the bot", async () => {
    const amina = somebody();
    await amina.says(question);
    await amina.inbox("takes");
    expect((await amina.staff("take")).status).toBe(200);
    await amina.staff("replies", { text: "C'est Karim, je suis là." });
    expect(amina.sent().at(-1)?.shows.text).toBe("C'est Karim, je suis là.");
    expect((await amina.staff("hand-back")).status).toBe(200);
    expect(await amina.conversation()).toMatchObject({ owner: "bot" });
    expect(await amina.says(question)).toContain(answer);
  });

  test("cannot hand back what the inbox took after them, and read why in Meta's words", async () => {
    const amina = somebody();
    await amina.says(question);
    await amina.inbox("keeps");
    await amina.staff("take");
    const refused = await amina.staff("hand-back");
    const refusal = expect.stringContaining("(#10) Only the primary receiver may take the thread.");
    expect([refused.status, await refused.json()]).toEqual([
      409,
      expect.objectContaining({ detail: refusal }),
    ]);
    const told = (await (await stage.asStaff(`/${(await amina.conversation()).id}`)).json()) as object;
    expect(told).toMatchObject({
      conversation: { owner: "staff", handover: { takenBy: "operator", heldBy: inboxApp, refusal } },
    });
    await amina.inbox("passes");
    expect((await amina.staff("hand-back")).status).toBe(200);
    expect(await amina.says(question)).toContain(answer);
  });
});

describe("how long the shop may write", () => {
  const tagOf = (request: unknown) => (request as { tag?: string; messaging_type: string }).tag;

  test("staff for 7 days: after the first with the mark for words of a person", async () => {
    const amina = somebody();
    await amina.says(question);
    await amina.staff("take");
    await amina.staff("replies", { text: "tout de suite" });
    stage.sandbox.clock.advance(3 * day);
    await amina.staff("replies", { text: "trois jours après" });
    stage.sandbox.clock.advance(5 * day);
    await amina.staff("replies", { text: "huit jours après" });
    const sent = amina.sent().slice(-2);
    expect(sent.map(({ shows, request }) => [shows.text, tagOf(request)])).toEqual([
      ["tout de suite", undefined],
      ["trois jours après", "HUMAN_AGENT"],
    ]);
  });

  test("7 days after who came by an ad wrote, as words of anybody", async () => {
    const amina = somebody();
    expect(await amina.comesByAd(question)).toContain(answer);
    await amina.staff("take");
    stage.sandbox.clock.advance(3 * day);
    await amina.staff("replies", { text: "trois jours après" });
    const { shows, request } = amina.sent().at(-1)!;
    expect([shows.text, tagOf(request)]).toEqual(["trois jours après", undefined]);
  });
});
