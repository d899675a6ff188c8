import { expect, test } from "@jest/globals";
import { ApiError, type ChatApi, type Outbound, type Page } from "../../web/widget/api.ts";
import { Conversation } from "../../web/widget/conversation.ts";
import type { Message } from "../../web/widget/message.ts";
import { type PictureStore, safePictures } from "../../web/widget/picture-store.ts";
import { safeShelf, sessionStore } from "../../web/widget/session.ts";
import { unsentStore } from "../../web/widget/unsent.ts";
import { virtualTime } from "../fakes/time.ts";
import { pictureShelf } from "./picture-shelf.ts";

interface Sent {
  conversation: string;
  id: string;
  message: Outbound;
}

interface Uploaded {
  conversation: string;
  picture: string;
}

/** A server of which only polls come through, and pages on it in one browser. */
function stage(browserPictures: PictureStore = pictureShelf(new Map())) {
  const time = virtualTime();
  const storage = new Map<string, string>();
  const shelf = safeShelf(() => ({
    getItem: (key) => storage.get(key) ?? null,
    setItem: (key, value) => void storage.set(key, value),
    removeItem: (key) => void storage.delete(key),
  }));
  const sent: Sent[] = [];
  const uploaded: Uploaded[] = [];
  const failures: ApiError[] = [];
  const pages: Page[] = [];
  let poll: ((page: Page) => void) | null = null;
  let opened = 0;
  let ids = 0;
  const known = new Set<string>();

  const api: ChatApi = {
    async open() {
      const id = `c${++opened}`;
      known.add(id);
      return { id, token: "t" };
    },
    async send({ id: conversation }, id, message) {
      if (!known.has(conversation)) throw new ApiError("refused", "401");
      sent.push({ conversation, id, message });
      const failure = failures.shift();
      if (failure) throw failure;
    },
    async read({ id }, _after, _wait, signal) {
      if (!known.has(id)) throw new ApiError("refused", "401");
      const page = pages.shift();
      if (page) return page;
      return new Promise((resolve, reject) => {
        poll = resolve;
        signal.addEventListener("abort", () => reject(new ApiError("unreachable", "aborted")));
      });
    },
    stream: async () => {
      const { NoStreamError } = await import("../../web/widget/api.ts");
      throw new NoStreamError("none here");
    },
    async upload({ id: conversation }, picture) {
      if (!known.has(conversation)) throw new ApiError("refused", "401");
      uploaded.push({ conversation, picture: await picture.text() });
      return `picture${uploaded.length}.png`;
    },
    picture: async () => new Blob(),
  };
  const page = (): Conversation => {
    const conversation = new Conversation({
      api,
      session: sessionStore(shelf, "session"),
      unsent: unsentStore(shelf, "unsent", safePictures(browserPictures, time)),
      time,
      random: () => 0,
      newId: () => `m${++ids}`,
      language: () => "fr",
      onChange: () => {},
    });
    conversation.resume();
    return conversation;
  };
  return {
    time,
    sent,
    uploaded,
    failures,
    storage,
    known,
    page,
    async arrives(...messages: Pick<Message, "seq" | "from">[]) {
      const whole = messages.map((message) => ({
        id: `b${message.seq}`,
        at: "2026-11-20T10:00:00Z",
        ...message,
      }));
      const news = { messages: whole, cursor: messages.at(-1)!.seq };
      if (poll) poll(news);
      else pages.push(news);
      poll = null;
      await time.pass(0);
    },
  };
}

test("nothing is opened before the shopper speaks", async () => {
  const { time, known, page } = stage();
  page();
  await time.pass(60_000);
  expect(known.size).toBe(0);
});

test("a message is sent again under its id until it is acknowledged, and the next one waits for it", async () => {
  const { time, sent, failures, page } = stage();
  failures.push(
    new ApiError("unreachable", "no network"),
    new ApiError("busy", "503", { retryAfterMs: 3_000 }),
  );
  const conversation = page();
  conversation.say("one");
  conversation.say("two");
  await time.pass(2_000);
  expect(conversation.drafts.map(({ state }) => state)).toEqual(["pending", "pending"]);
  await time.pass(3_000);
  expect(sent.map(({ id }) => id)).toEqual(["m1", "m1", "m1", "m2"]);
  expect(conversation.drafts.map(({ state }) => state)).toEqual(["sent", "sent"]);
});

test("the return of the network is not waited for twice", async () => {
  const { time, sent, failures, page } = stage();
  failures.push(...Array.from({ length: 6 }, () => new ApiError("unreachable", "no network")));
  const conversation = page();
  conversation.say("hello");
  await time.pass(10_000);
  const before = sent.length;
  conversation.resume();
  await time.pass(0);
  expect(sent.length).toBe(before + 1);
});

test("a message that is refused for good is failed, and can be sent again", async () => {
  const { time, sent, failures, page } = stage();
  failures.push(new ApiError("invalid", "400"));
  const conversation = page();
  conversation.say("one");
  conversation.say("two");
  await time.pass(0);
  expect(conversation.drafts.map(({ state }) => state)).toEqual(["failed", "sent"]);
  conversation.retry("m1");
  await time.pass(0);
  expect(sent.map(({ id }) => id)).toEqual(["m1", "m2", "m1"]);
  expect(conversation.drafts.map(({ state }) => state)).toEqual(["sent", "sent"]);
});

test("a server that stays busy makes the message fail", async () => {
  const { time, failures, page } = stage();
  failures.push(...Array.from({ length: 8 }, () => new ApiError("busy", "500")));
  const conversation = page();
  conversation.say("one");
  await time.pass(10 * 60_000);
  expect(conversation.drafts).toMatchObject([{ state: "failed" }]);
});

test("what was not sent survives a reload, and goes out by itself only while it is fresh", async () => {
  const { time, sent, failures, page } = stage();
  failures.push(new ApiError("unreachable", "no network"));
  const before = page();
  before.say("fresh");
  await time.pass(0);
  before.close();
  const reloaded = page();
  await time.pass(1_000);
  expect(sent.map(({ id }) => id)).toEqual(["m1", "m1"]);
  failures.push(new ApiError("unreachable", "no network"));
  reloaded.tap({ title: "Suivre", value: "start:order.track" });
  await time.pass(0);
  reloaded.close();
  await time.pass(11 * 60_000);
  const later = page();
  await time.pass(1_000);
  expect(later.drafts).toMatchObject([
    { id: "m2", text: "Suivre", value: "start:order.track", state: "failed" },
  ]);
  later.discard("m2");
  expect(later.drafts).toEqual([]);
  expect(sent.length).toBe(3);
});

const picture = new Blob(["bytes"], { type: "image/png" });
const attached = (mediaId: string): Outbound => ({ attachments: [{ mediaId }] });

test("a picture is uploaded once, however often its message is tried", async () => {
  const { time, sent, uploaded, failures, page } = stage();
  failures.push(new ApiError("unreachable", "no network"), new ApiError("busy", "503"));
  const conversation = page();
  conversation.sendPicture(picture);
  await time.pass(3_000);
  expect(uploaded).toEqual([{ conversation: "c1", picture: "bytes" }]);
  expect(sent.map(({ id, message }) => [id, message])).toEqual(
    Array(3).fill(["m1", attached("picture1.png")]),
  );
});

test("a picture that waits survives a reload with its upload, and is kept until it is sent", async () => {
  const kept = new Map<string, Blob>();
  const { time, sent, uploaded, failures, page } = stage(pictureShelf(kept));
  failures.push(new ApiError("unreachable", "no network"));
  const before = page();
  before.sendPicture(picture);
  await time.pass(0);
  before.close();
  const reloaded = page();
  expect(reloaded.drafts).toMatchObject([{ id: "m1", hasPicture: true, state: "pending" }]);
  expect(await (await reloaded.picture("m1", undefined)).text()).toBe("bytes");
  await time.pass(1_000);
  expect(sent.at(-1)).toEqual({ conversation: "c1", id: "m1", message: attached("picture1.png") });
  expect(uploaded.length).toBe(1);
  expect(kept.size).toBe(0);
});

test("a picture of long ago waits for the shopper, who may send or discard it", async () => {
  const kept = new Map<string, Blob>();
  const { time, sent, failures, page } = stage(pictureShelf(kept));
  failures.push(...Array.from({ length: 2 }, () => new ApiError("invalid", "400")));
  const before = page();
  before.sendPicture(picture);
  before.sendPicture(picture);
  await time.pass(11 * 60_000);
  before.close();
  const later = page();
  await time.pass(0);
  expect(later.drafts.map(({ state }) => state)).toEqual(["failed", "failed"]);
  later.retry("m1");
  later.discard("m2");
  await time.pass(0);
  expect(sent.map(({ id }) => id)).toEqual(["m1", "m2", "m1"]);
  expect(kept.size).toBe(0);
});

test("a picture that is gone fails its message, and the next one goes out", async () => {
  const kept = new Map<string, Blob>();
  const { time, sent, failures, known, page } = stage(pictureShelf(kept));
  failures.push(new ApiError("unreachable", "no network"));
  const before = page();
  before.sendPicture(picture);
  before.say("two");
  await time.pass(0);
  before.close();
  kept.clear();
  known.clear();
  const reloaded = page();
  await time.pass(1_000);
  expect(reloaded.drafts.map(({ state }) => state)).toEqual(["failed", "sent"]);
  expect(sent.map(({ id }) => id)).toEqual(["m1", "m2"]);
  await expect(reloaded.picture("m1", undefined)).rejects.toThrow("gone");
});

test("a new conversation gets the picture again", async () => {
  const { time, sent, uploaded, failures, known, page } = stage();
  failures.push(new ApiError("unreachable", "no network"));
  const conversation = page();
  conversation.sendPicture(picture);
  await time.pass(0);
  known.clear();
  await time.pass(1_000);
  expect(uploaded.map(({ conversation }) => conversation)).toEqual(["c1", "c2"]);
  expect(sent.at(-1)).toEqual({ conversation: "c2", id: "m1", message: attached("picture2.png") });
});

test("a server that has lost the picture gets it again when the shopper retries", async () => {
  const { time, sent, failures, page } = stage();
  failures.push(new ApiError("invalid", "400"));
  const conversation = page();
  conversation.sendPicture(picture);
  await time.pass(0);
  conversation.retry("m1");
  await time.pass(0);
  expect(sent.map(({ message }) => message)).toEqual([attached("picture1.png"), attached("picture2.png")]);
});

test("a picture that another tab has sent is no failure here", async () => {
  const { time, failures, page } = stage();
  failures.push(new ApiError("unreachable", "no network"), new ApiError("unreachable", "no network"));
  const one = page();
  one.sendPicture(picture);
  await time.pass(0);
  const other = page();
  await time.pass(0);
  one.resume();
  await time.pass(0);
  expect(one.drafts).toMatchObject([{ state: "sent" }]);
  await time.pass(1_000);
  expect(other.drafts).toEqual([]);
});

test("a refused token opens a new conversation, which gets the message under the same id", async () => {
  const { time, sent, known, page, arrives } = stage();
  const conversation = page();
  conversation.say("one");
  await time.pass(0);
  await arrives({ seq: 1, from: "shopper" }, { seq: 2, from: "bot" });
  known.clear();
  conversation.say("two");
  await time.pass(0);
  expect(sent.at(-1)).toEqual({ conversation: "c2", id: "m2", message: { text: "two" } });
  expect(conversation.restarted).toBe(true);
  expect(conversation.messages).toEqual([]);
});

test("what arrives twice or out of order is shown once and in order", async () => {
  const { time, page, arrives } = stage();
  const conversation = page();
  conversation.say("one");
  await time.pass(0);
  await arrives({ seq: 3, from: "bot" }, { seq: 1, from: "shopper" }, { seq: 2, from: "bot" });
  await arrives({ seq: 2, from: "bot" }, { seq: 3, from: "bot" });
  expect(conversation.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test("a draft makes way for the message that it became", async () => {
  const { time, page, arrives, storage } = stage();
  const conversation = page();
  conversation.say("one");
  await time.pass(0);
  const own = { id: "m1", seq: 1, from: "shopper" as const };
  await arrives(own);
  expect(conversation.drafts).toEqual([]);
  expect(conversation.messages).toMatchObject([own]);
  expect(storage.has("unsent")).toBe(false);
});

test("the bot types from the acknowledgement to the answer, 20 seconds at most", async () => {
  const { time, page, arrives } = stage();
  const conversation = page();
  conversation.say("one");
  await time.pass(0);
  expect(conversation.typing).toBe(true);
  await arrives({ seq: 2, from: "bot" });
  expect(conversation.typing).toBe(false);
  conversation.say("two");
  await time.pass(19_900);
  expect(conversation.typing).toBe(true);
  await time.pass(200);
  expect(conversation.typing).toBe(false);
});

test("nobody is said to type while staff have the conversation", async () => {
  const { time, page, arrives } = stage();
  const conversation = page();
  conversation.say("one");
  await time.pass(0);
  await arrives({ seq: 2, from: "staff" });
  conversation.say("two");
  await time.pass(0);
  expect(conversation.typing).toBe(false);
});

test("unread are the shop's messages since the shopper last looked, also after a reload", async () => {
  const { time, page, arrives } = stage();
  const conversation = page();
  conversation.say("one");
  await time.pass(0);
  await arrives({ seq: 1, from: "shopper" }, { seq: 2, from: "bot" });
  expect(conversation.unread).toBe(1);
  conversation.markRead();
  conversation.close();
  const reloaded = page();
  await time.pass(0);
  await arrives({ seq: 1, from: "shopper" }, { seq: 2, from: "bot" }, { seq: 3, from: "staff" });
  expect(reloaded.unread).toBe(1);
});

test("where the browser grants no storage, the page remembers for itself", () => {
  const shelf = safeShelf(() => {
    throw new Error("SecurityError");
  });
  const session = { id: "c", token: "t", cursor: 1, read: 0 };
  sessionStore(shelf, "k").save(session);
  expect(sessionStore(shelf, "k").load()).toEqual(session);
  sessionStore(shelf, "k").clear();
  expect(sessionStore(shelf, "k").load()).toBeNull();
});

test.each(["", "null", "{", '{"id":1}', "[]"])("a stored session %j counts as none", (stored) => {
  const shelf = { getItem: () => stored, setItem: () => {}, removeItem: () => {} };
  expect(sessionStore(shelf, "k").load()).toBeNull();
});
