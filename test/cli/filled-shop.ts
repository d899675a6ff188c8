import { join } from "node:path";
import { mediaOnDisk } from "../../bots/media-on-disk.ts";
import { sqliteBackend } from "../../jobs/sqlite/index.ts";
import type { JobBackend } from "../../jobs/storage.ts";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import { JobRefusedError } from "../../models/ports/scheduler.ts";
import type { ConversationStore, Store } from "../../models/ports/store.ts";
import {
  at,
  call,
  claimed,
  message,
  newConversation,
  opening,
  result,
  staff,
  text,
  turn,
  withEffects,
} from "../contracts/conversation-fixtures.ts";
import { book, bookKind } from "../contracts/records.ts";
import { at as jobTime, note, openPlace, pass, sweep } from "../contracts/scheduler-fixtures.ts";

export const paperKind = { ...bookKind, name: "papers" };

/** A stopped shop with a conversation in every state that one may be in. @returns their ids by what is in them. */
export async function fillShop(dataDir: string): Promise<Record<string, string>> {
  const shop = await openEmbeddedStore({ dataDir });
  const ids = await fillConversations(shop.conversations, dataDir);
  await fillRecords(shop);
  await fillJobs(sqliteBackend(shop.jobs));
  await shop.close();
  return ids;
}

/** One that waits, one that repeats, one that has failed once, one given up. */
async function fillJobs(backend: JobBackend): Promise<void> {
  const place = openPlace(() => backend);
  const failing = async (key: string, error: Error): Promise<void> => {
    const process = await place.process({ run: () => Promise.reject(error) });
    await process.scheduler.schedule(note, { text: key }, jobTime(1), key);
    await pass(place, process, jobTime(2));
  };
  await failing("refused", new JobRefusedError("no such order"));
  await failing("failed", new Error("503"));
  const { scheduler } = await place.process();
  await scheduler.schedule(note, { text: "later", conversationId: "c" }, jobTime(3600), "later");
  await scheduler.repeat(
    sweep,
    { text: "each morning" },
    { cron: "0 8 * * *", timeZone: "Africa/Casablanca" },
    "mornings",
  );
}

async function fillConversations(store: ConversationStore, dataDir: string): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  const start = async (name: string): Promise<string> => {
    ids[name] = await newConversation(store, name);
    return ids[name];
  };

  const answered = await start("answered");
  for (let n = 1; n <= 40; n++) {
    await store.accept(answered, [text(`q${n}`)]);
    const claim = await claimed(store, answered, at(n));
    const change = turn(claim, { effects: [message(`a${n}`, [`q${n}`])], state: { n }, at: at(n) });
    await store.commit(claim.lease, change, { publish: true, release: true });
  }

  const waiting = await start("waiting");
  await store.accept(waiting, [text("first"), result("r"), text("odd \ud800 key")]);

  const flooded = await start("flooded");
  const many = Array.from({ length: 130 }, (_, i) => text(`m${i}`));
  await store.accept(flooded, many);

  const sending = await start("sending");
  const effects = [message("1"), message("2"), call("c1"), call("c2")];
  const { lease, outbox } = await withEffects(store, sending, effects);
  await store.markSending(lease, outbox[0]!.id, null, at(1));
  await store.fail(lease, outbox[1]!.id, { error: "429", at: at(1), retryAt: at(90) });
  await store.fail(lease, outbox[2]!.id, { error: "400", at: at(2), dead: true, result: result("failed") });
  await store.release(lease, at(2), { yield: true });

  const held = await start("held");
  await store.accept(held, [text("in hand")]);
  const holder = await claimed(store, held);
  await store.countCrash(holder.lease);

  const staffed = await start("staffed");
  await store.accept(staffed, [staff("take", "take")], {
    owner: "staff",
    handover: { reason: "asked", summary: "wants a person", at: at(3).toISOString(), takenBy: "salma" },
    wantsMessages: false,
  });

  const parked = await start("parked");
  await store.accept(parked, [text("poison"), text("behind")]);
  const poisoned = await claimed(store, parked);
  await store.park(poisoned.lease, [1], "crashed", at(4));
  await store.release(poisoned.lease, at(4), { yield: true });

  await start("known");
  await store.open(
    opening("known", {
      identities: ["web:known", "phone:+212661234567"],
      claimed: { name: "Amina", phone: "0661234567" },
      language: "fr",
      reference: { serviceUrl: "https://x", nested: [1, { a: null }] },
    }),
  );

  const pictured = await start("pictured");
  const media = mediaOnDisk(join(dataDir, "media"));
  const mediaId = await media.save(pictured, { bytes: Buffer.from([9, 8, 7]), contentType: "image/png" });
  const picture = { kind: "media" as const, media: "image" as const, at: at(0).toISOString() };
  await store.accept(pictured, [
    { ...picture, key: "p1", mediaId },
    { ...picture, key: "p2", mediaId },
    { ...picture, key: "p3", mediaId: `${"x".repeat(32)}.png` },
  ]);
  ids.mediaId = mediaId;
  return ids;
}

async function fillRecords({ records }: Store): Promise<void> {
  const books = await records(bookKind);
  await books.replace(
    Array.from({ length: 20 }, (_, i) => book(`b${i}`, `Book ${i}`, i % 2 ? ["odd"] : ["even", "all"])),
  );
  await books.save(book("b1", "again مرحبا", ["odd", "new"]), 1);
  const papers = await records(paperKind);
  await papers.save(book("b1", "a paper"), 0);
}
