import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { mediaOnDisk } from "../../bots/media-on-disk.ts";
import { moveStore } from "../../cli/move/move-store.ts";
import { mongoBackend } from "../../jobs/mongo/index.ts";
import { sqliteBackend } from "../../jobs/sqlite/index.ts";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import { openSource } from "../../models/embedded/source.ts";
import { connect } from "../../models/mongo/connect.ts";
import * as mongo from "../../models/mongo/import.ts";
import { type MongoStore, openMongoStore } from "../../models/mongo/index.ts";
import { StaleRecordError } from "../../models/ports/records.ts";
import type { Claim, ConversationStore, Store } from "../../models/ports/store.ts";
import { at, leaseMs, opening, said, text } from "../contracts/conversation-fixtures.ts";
import { book, bookKind } from "../contracts/records.ts";
import { at as jobTime, openPlace, pass } from "../contracts/scheduler-fixtures.ts";
import { temporaryDataDir, withConnection } from "../models/data-dir.ts";
import { startMongoServer, withDatabase } from "../mongo-server.ts";
import { fillShop, paperKind } from "./filled-shop.ts";

const server = await startMongoServer();
if ("reason" in server) console.warn(`Moving a shop to MongoDB is not tested: ${server.reason}`);
afterAll(async () => "stop" in server && server.stop());

const killed = fileURLToPath(new URL("./killed-while-moving.ts", import.meta.url));

("reason" in server ? describe.skip : describe)("a shop moves to MongoDB", () => {
  let n = 0;
  let uri: string;
  let dataDir: string;
  let remove: () => void;
  let ids: Record<string, string>;
  beforeEach(async () => {
    ({ dataDir, remove } = temporaryDataDir());
    uri = withDatabase("uri" in server ? server.uri : "", `hanout-move-${process.pid}-${++n}`);
    ids = await fillShop(dataDir);
  }, 60_000);
  afterEach(async () => {
    remove();
    const connection = await connect(uri);
    await connection.dropDatabase();
    await connection.close();
  });

  async function move(pageSize = 7) {
    const source = openSource({ dataDir });
    const target = await mongo.openMoveTarget({ uri });
    try {
      const media = mediaOnDisk(join(dataDir, "media"));
      return await moveStore({ source, target, mongo, media, now: at(0), pageSize });
    } finally {
      source.close();
      await target.close();
    }
  }

  /** Asks both stores the same. */
  async function compareStores(): Promise<void> {
    const [embedded, moved] = [await openEmbeddedStore({ dataDir }), await openMongoStore({ uri })];
    const stores: [Store, MongoStore] = [embedded, moved];
    const both = async <T>(ask: (store: ConversationStore) => Promise<T>): Promise<T> => {
      const [here, there] = [await ask(stores[0].conversations), await ask(stores[1].conversations)];
      expect(there).toEqual(here);
      return there;
    };
    const conversations = Object.entries(ids).filter(([name]) => name !== "mediaId");
    for (const [name, id] of conversations) {
      await both((store) => store.get(id));
      const seqs = await both(async (store) => {
        const rows: unknown[] = [];
        for (let after = 0; ; ) {
          const page = await store.transcript(id, after, 30);
          if (page.length === 0) return rows;
          rows.push(...page);
          after = page.at(-1)!.seq;
        }
      });
      if (name !== "known") expect(seqs).not.toEqual([]);
      await both((store) => store.open(opening(name)));
      await both((store) => store.accept(id, [text("first")]));
    }
    await both((store) => store.deadLetters());
    await both((store) => store.parked());
    await both((store) => store.byOwner("dar-lina", "waiting"));
    await both((store) => store.byOwner("dar-lina", "staff"));
    await both((store) => store.open(opening("x", { identities: ["phone:+212661234567"] })));
    expect(await both(async (store) => (await store.due(at(50), 100)).length)).toBeGreaterThan(4);
    for (const [, id] of conversations) {
      const claim = await both(async (store) => whatIsClaimed(await store.claim(id, "w", at(100), leaseMs)));
      if (id === ids.sending) expect(claim?.outbox).toHaveLength(3);
    }
    const [here, there] = [await stores[0].records(bookKind), await stores[1].records(bookKind)];
    for (const id of ["b0", "b1", "b19"]) expect(await there.get(id)).toEqual(await here.get(id));
    expect(await there.find("tag", "odd")).toEqual(await here.find("tag", "odd"));
    expect(await there.count()).toBe(20);
    await expect(there.save(book("b1"), 1)).rejects.toBeInstanceOf(StaleRecordError);
    expect((await (await stores[1].records(paperKind)).get("b1"))?.doc.title).toBe("a paper");
    const places = [sqliteBackend(embedded.jobs), mongoBackend(moved.database)].map((backend) =>
      openPlace(() => backend),
    );
    const [jobs, movedJobs] = await Promise.all(places.map((place) => place.process()));
    for (const state of ["waiting", "running", "dead"] as const)
      expect(await movedJobs!.scheduler.list(state, 10)).toEqual(await jobs!.scheduler.list(state, 10));
    for (const [n, process] of [jobs!, movedJobs!].entries()) {
      await process.scheduler.retry("refused");
      await pass(places[n]!, process, jobTime(24 * 3600));
      expect(process.done.toSorted()).toEqual([
        "failed: failed",
        "later: later",
        "mornings: each morning",
        "refused: refused",
      ]);
    }
    const picture = await stores[1].media!.read(ids.pictured!, ids.mediaId!);
    expect(picture).toEqual({ bytes: Buffer.from([9, 8, 7]), contentType: "image/png" });
    await Promise.all(stores.map((store) => store.close()));
  }

  /** All but who claimed it: a move gives the leases up. */
  const whatIsClaimed = (claim: Claim | null) =>
    claim && { ...claim, lease: claim.lease.conversationId, orphaned: null };

  test("all of it, and the shop does there what it would have done here", async () => {
    const report = await move();
    expect(report).toMatchObject({ wasThere: false, missingPictures: 1 });
    expect(Object.fromEntries(report.collections.map(({ name, count }) => [name, count]))).toMatchObject({
      contacts: 9,
      conversations: 9,
      identities: 10,
      "records.books": 20,
      "records.papers": 1,
      jobs: 4,
      media: 1,
    });
    expect(await move()).toMatchObject({ wasThere: true });
    await compareStores();
  }, 60_000);

  test("killed in the middle, twice, and gone on with", async () => {
    const die = (writes: number) =>
      spawnSync(process.execPath, [killed, dataDir, uri, String(writes)], { encoding: "utf8" });
    expect(die(5).signal).toBe("SIGKILL");
    const half = openMongoStore({ uri });
    await expect(half).rejects.toThrow("holds half of a shop");
    expect(die(20).signal).toBe("SIGKILL");
    expect(await move()).toMatchObject({ wasThere: false });
    await compareStores();
  }, 60_000);

  test("one that was open between two tries is not mixed with what it was before", async () => {
    spawnSync(process.execPath, [killed, dataDir, uri, "3"]);
    const shop = await openEmbeddedStore({ dataDir });
    await shop.conversations.accept(ids.known!, [text("news")]);
    await shop.close();
    await expect(move()).rejects.toThrow("this shop was open since: drop the database");
  }, 60_000);

  test("what is damaged on its way is found, and no server opens it", async () => {
    const source = openSource({ dataDir });
    const target = await mongo.openMoveTarget({ uri });
    const media = mediaOnDisk(join(dataDir, "media"));
    const lossy: mongo.MoveTarget = {
      ...target,
      put: (kind, rows) => target.put(kind, kind === "transcript" ? rows.slice(1) : rows),
    };
    const moving = moveStore({ source, target: lossy, mongo, media, now: at(0) });
    await expect(moving).rejects.toThrow(/transcript \(\d+ of \d+\)/);
    await expect(openMongoStore({ uri })).rejects.toThrow("holds half of a shop");
    source.close();
    await target.close();
  });

  test("not over another shop, and not while a server has this one", async () => {
    const other = await openMongoStore({ uri });
    await other.conversations.open(opening("somebody"));
    await other.close();
    await expect(move()).rejects.toThrow("is not empty");
    const running = await openEmbeddedStore({ dataDir });
    expect(() => openSource({ dataDir })).toThrow("in use by another process");
    await running.close();
  });

  test("into a database that a server has only looked at", async () => {
    await (await openMongoStore({ uri })).close();
    expect(await move(500)).toMatchObject({ wasThere: false });
    await (await openMongoStore({ uri })).close();
  });

  test("nothing is deleted here", async () => {
    const rows = () =>
      withConnection(dataDir, (connection) =>
        connection
          .prepare("SELECT (SELECT count(*) FROM transcript) + (SELECT count(*) FROM records) AS n")
          .get(),
      );
    const before = rows();
    await move(500);
    expect(rows()).toEqual(before);
    const shop = await openEmbeddedStore({ dataDir });
    expect(await said(shop.conversations, ids.waiting!)).toHaveLength(3);
    await shop.close();
  });
});
