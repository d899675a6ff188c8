import { mkdtempSync, rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createFileKeeper } from "../../bots/files.ts";
import { createLog } from "../../bots/log.ts";
import { mediaOnDisk } from "../../bots/media-on-disk.ts";
import type { Conversation } from "../../models/conversation.ts";
import type { InboundEvent } from "../../models/events.ts";
import { type Channel, DeliveryError } from "../../models/ports/channel.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import { MediaError } from "../../models/ports/media.ts";
import { StorageError } from "../../models/ports/store.ts";
import { recordingChannel } from "../fakes/channel.ts";
import { jpeg, pdf } from "../fakes/pictures.ts";
import { createStage, gate, type RunTurn, withMethods } from "./stage.ts";
import { storeForTests } from "./store.ts";

const store = storeForTests();
const folder = mkdtempSync(join(tmpdir(), "hanout-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Fetch = NonNullable<Channel["media"]>;
const photo = (key = "p"): InboundEvent & { kind: "media"; vendorMedia: string } => ({
  kind: "media",
  key,
  at: "2026-01-05T09:00:00.000Z",
  media: "image",
  vendorMedia: "at the vendor's",
});

function keeperOf(media: Fetch, pauses: number[] = []) {
  const clock = virtualClock("2026-01-05T09:00:00.000Z");
  const channel = { ...recordingChannel(), media };
  return {
    clock,
    keep: createFileKeeper({
      channels: new Map([["chat:page", channel]]),
      media: mediaOnDisk(folder),
      clock,
      log: createLog("silent"),
      pause: async (milliseconds) => void pauses.push(milliseconds),
    }),
  };
}

const never = new AbortController().signal;
const conversation = { id: "c1", channel: "chat", account: "page" } as Conversation;
const failing =
  (fault: () => Error): Fetch =>
  async () => {
    throw fault();
  };

describe("what is kept of a file", () => {
  test("a picture, under a name of our own", async () => {
    const asked: string[] = [];
    const { keep } = keeperOf(async (reference) => {
      asked.push(reference);
      return jpeg;
    });
    const note = await keep(conversation, photo("../../etc/passwd"), never);
    expect(note).toEqual({ mediaId: expect.stringMatching(/^[\w-]{32}\.jpg$/) });
    expect(asked).toEqual(["at the vendor's"]);
    const { mediaId } = note as { mediaId: string };
    expect(await mediaOnDisk(folder).read("c1", mediaId)).toEqual({
      bytes: jpeg,
      contentType: "image/jpeg",
    });
  });

  test("the same one again is no second file", async () => {
    const { keep } = keeperOf(async () => jpeg);
    const once = { ...conversation, id: "again" };
    const first = await keep(once, photo(), never);
    expect(await keep(once, photo(), never)).toEqual(first);
    expect(await keep(once, photo("another"), never)).not.toEqual(first);
    const names = await Promise.all((await readdir(folder)).map((name) => readdir(join(folder, name))));
    expect(names.flat().filter((name) => !/^[\w-]{32}\.\w+$/.test(name))).toEqual([]);
  });

  test("a PDF", async () => {
    const { keep } = keeperOf(async () => pdf);
    expect(await keep(conversation, photo("pdf"), never)).toEqual({
      mediaId: expect.stringMatching(/\.pdf$/),
    });
  });

  test.each<[string, Buffer]>([
    ["HTML", Buffer.from("<html><script>alert(1)</script>")],
    ["SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["a program", Buffer.from("MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0", "latin1")],
    ["an archive", Buffer.from("PK\x03\x04\x14\0\0\0\0\0", "latin1")],
    ["a voice note", Buffer.from("OggS\0\x02\0\0\0\0\0\0\0\0", "latin1")],
    ["nothing", Buffer.alloc(0)],
  ])("not %s, whatever it is called", async (_, bytes) => {
    const { keep } = keeperOf(async () => bytes);
    expect(await keep(conversation, photo(), never)).toEqual({ notKept: "wrong-type" });
  });

  test.each<[string, () => Error, string, number]>([
    ["it is too large", () => new MediaError("too-large", "10 MB"), "too-large", 1],
    ["it leads elsewhere", () => new MediaError("refused", "elsewhere"), "refused", 1],
    ["it is gone", () => new MediaError("gone", "404"), "gone", 1],
    ["the vendor knows nothing of it", () => new DeliveryError("never", "400"), "gone", 1],
    ["the token is over", () => new DeliveryError("credentials", "401"), "refused", 1],
    ["too much was asked for", () => new DeliveryError("throttled", "429"), "unanswered", 1],
    ["it is cut, each time", () => new DeliveryError("retry", "cut"), "unanswered", 3],
    ["something unforeseen", () => new TypeError("x"), "unanswered", 1],
  ])("why not: %s", async (_, fault, notKept, tries) => {
    let tried = 0;
    const pauses: number[] = [];
    const { keep } = keeperOf(
      failing(() => {
        tried += 1;
        return fault();
      }),
      pauses,
    );
    expect(await keep(conversation, photo(), never)).toEqual({ notKept });
    expect([tried, pauses]).toEqual([tries, [250, 1000].slice(0, tries - 1)]);
  });

  test("one that was cut is fetched again", async () => {
    let tries = 0;
    const { keep } = keeperOf(async () => {
      tries += 1;
      if (tries === 1) throw new DeliveryError("retry", "cut in the middle");
      return jpeg;
    });
    expect(await keep(conversation, photo("cut"), never)).toMatchObject({ mediaId: expect.any(String) });
  });

  test("a vendor that is too slow is given up", async () => {
    const patience = new AbortController();
    const { keep } = keeperOf(async (_, signal) => {
      patience.abort();
      throw new DeliveryError("retry", String(signal.aborted));
    });
    expect(await keep(conversation, photo(), patience.signal)).toEqual({ notKept: "unanswered" });
  });

  test("one that leaves five in a row without an answer is left alone for 5 s", async () => {
    let asked = 0;
    const { clock, keep } = keeperOf(async () => {
      asked += 1;
      clock.set(new Date(clock.now().getTime() + 10_000).toISOString());
      throw new DeliveryError("retry", "no answer");
    });
    for (let i = 0; i < 2; i++) await keep(conversation, photo(), never);
    expect(asked).toBe(5);
    expect(await keep(conversation, photo(), never)).toEqual({ notKept: "unanswered" });
    clock.set(new Date(clock.now().getTime() + 5_000).toISOString());
    await keep(conversation, photo(), never);
    expect(asked).toBe(6);
  });

  test("shoppers who send what is too large do no harm to the others", async () => {
    const { clock, keep } = keeperOf(async (reference) => {
      clock.set(new Date(clock.now().getTime() + 9_000).toISOString());
      if (reference === "small") return jpeg;
      throw new MediaError("too-large", "more than 10 MB");
    });
    for (let i = 0; i < 9; i++) await keep(conversation, photo(), never);
    expect(await keep(conversation, { ...photo("small"), vendorMedia: "small" }, never)).toMatchObject({
      mediaId: expect.any(String),
    });
  });

  test("few are in memory at a time", async () => {
    const open = gate();
    const reached = gate();
    let now = 0;
    let most = 0;
    const { keep } = keeperOf(async () => {
      now += 1;
      most = Math.max(most, now);
      if (now === 4) reached.resolve();
      await open.promise;
      now -= 1;
      return jpeg;
    });
    const all = Array.from({ length: 12 }, (_, i) => keep(conversation, photo(`m${i}`), never));
    await reached.promise;
    open.resolve();
    expect(new Set((await Promise.all(all)).map((note) => JSON.stringify(note))).size).toBe(12);
    expect(most).toBe(4);
  });

  test("a disk that cannot be written is no answer at all", async () => {
    const keep = createFileKeeper({
      channels: new Map([["chat:page", { ...recordingChannel(), media: async () => jpeg }]]),
      media: mediaOnDisk("/dev/null/nowhere"),
      clock: virtualClock("2026-01-05T09:00:00.000Z"),
      log: createLog("silent"),
      pause: async () => {},
    });
    await expect(keep(conversation, photo(), never)).rejects.toBeInstanceOf(StorageError);
  });
});

describe("before its turn", () => {
  const seen: InboundEvent[] = [];
  const noting: RunTurn = async (_, events) => {
    seen.push(...events);
    return { state: null, effects: [] };
  };
  beforeEach(() => void seen.splice(0));
  const rowOf = async (id: string) => (await store.conversations().transcript(id, 0))[0]?.event;
  const { vendorMedia: _, ...withoutReference } = photo();

  test("the flow and the transcript know the file", async () => {
    const stage = createStage({
      store: store.conversations(),
      runTurn: noting,
      keepFile: async (_, { vendorMedia }) => ({ mediaId: `${vendorMedia}.png` }),
    });
    const id = await stage.open("amina", "chat");
    await stage.inbox.receive(id, [photo()]);
    await stage.worker.idle();
    const kept = { ...withoutReference, mediaId: "at the vendor's.png" };
    expect(seen).toEqual([{ ...kept, seq: 1 }]);
    expect(await rowOf(id)).toEqual(kept);
  });

  test("or why there is none; the turn runs all the same", async () => {
    const stage = createStage({
      store: store.conversations(),
      runTurn: noting,
      keepFile: async () => ({ notKept: "unanswered" }),
    });
    const id = await stage.open("amina", "chat");
    await stage.inbox.receive(id, [photo()]);
    await stage.worker.idle();
    expect(seen).toMatchObject([{ notKept: "unanswered" }]);
    expect(await rowOf(id)).toEqual({ ...withoutReference, notKept: "unanswered" });
  });

  test("it is fetched once for a turn that fails and runs again", async () => {
    let fetches = 0;
    let turns = 0;
    const stage = createStage({
      store: store.conversations(),
      runTurn: async (...turn) => {
        turns += 1;
        if (turns === 1) throw new Error("a fault of the moment");
        return noting(...turn);
      },
      keepFile: async () => {
        fetches += 1;
        return { mediaId: "kept.png" };
      },
    });
    const id = await stage.open("amina", "chat");
    await stage.inbox.receive(id, [photo()]);
    await stage.worker.idle();
    expect([fetches, turns, seen]).toMatchObject([1, 2, [{ mediaId: "kept.png" }]]);
  });

  test("also for staff, who have the conversation", async () => {
    const stage = createStage({
      store: store.conversations(),
      runTurn: noting,
      keepFile: async () => ({ mediaId: "kept.png" }),
    });
    const id = await stage.open("amina", "chat");
    const handover = { reason: "staff", summary: "", at: "2026-01-05T09:00:00.000Z" };
    await stage.inbox.receive(id, [photo()], { owner: "staff", handover });
    await stage.worker.idle();
    expect(await rowOf(id)).toMatchObject({ mediaId: "kept.png" });
  });

  test("texts of others are answered while a vendor is slow", async () => {
    const open = gate();
    const stage = createStage({
      store: store.conversations(),
      keepFile: async () => {
        await open.promise;
        return { mediaId: "kept.png" };
      },
    });
    const [slow, other] = [await stage.open("amina", "chat"), await stage.open("omar", "chat")];
    await stage.inbox.receive(slow, [photo()]);
    await stage.inbox.receive(other, [{ kind: "text", key: "t", at: photo().at, text: "salam" }]);
    const answered = gate();
    stage.chat.meanwhile = async () => answered.resolve();
    await answered.promise;
    open.resolve();
    await stage.worker.idle();
    expect(stage.chat.delivered.map(({ peer }) => peer)).toEqual(["omar", "amina"]);
  });

  test.each(["before the file is noted", "after it"])(
    "a process that dies %s leaves a file that is kept once",
    async (moment) => {
      const media = mediaOnDisk(folder);
      const ids: string[] = [];
      const keepFile = async ({ id }: Conversation) => {
        const mediaId = await media.save(id, { bytes: jpeg, contentType: "image/jpeg" }, "k".repeat(32));
        ids.push(mediaId);
        return { mediaId };
      };
      const died = gate();
      const dying = withMethods(store.conversations(), (original) => ({
        async noteFile(...note) {
          if (moment === "after it") await original.noteFile(...note);
          died.resolve();
          return new Promise<never>(() => {});
        },
      }));
      const first = createStage({ store: dying, runTurn: noting, keepFile });
      const id = await first.open("amina", "chat");
      await first.inbox.receive(id, [photo()]);
      await died.promise;
      const reopened = await store.restart();
      const second = createStage({ store: reopened, runTurn: noting, keepFile, clock: first.clock });
      await second.passTime();
      expect(seen).toMatchObject([{ mediaId: ids[0] }]);
      expect(new Set(ids).size).toBe(1);
      expect(ids).toHaveLength(moment === "after it" ? 1 : 2);
      expect(await rowOf(id)).toMatchObject({ mediaId: ids[0] });
    },
  );

  test("a server that ends meanwhile leaves the file for the next one", async () => {
    const begun = gate();
    const stage = createStage({
      store: store.conversations(),
      runTurn: noting,
      keepFile: (_, __, signal) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve({ notKept: "unanswered" }));
          begun.resolve();
        }),
    });
    const id = await stage.open("amina", "chat");
    await stage.inbox.receive(id, [photo()]);
    await begun.promise;
    await stage.worker.stop();
    expect([seen, await rowOf(id)]).toEqual([[], photo()]);
    const next = createStage({
      store: store.conversations(),
      runTurn: noting,
      keepFile: async () => ({ mediaId: "kept.png" }),
      clock: stage.clock,
    });
    await next.passTime();
    expect(seen).toMatchObject([{ mediaId: "kept.png" }]);
  });
});
