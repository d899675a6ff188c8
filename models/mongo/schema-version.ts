import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { type Connection, type Model, Schema } from "mongoose";
import { type Clock, systemClock } from "../ports/clock.ts";
import { StorageError } from "../ports/store.ts";
import { isDuplicate, stored } from "./fault.ts";

/**
 * A change of what is stored. It may be cut off and run again from its beginning, so it must be one that repeats
 * without harm; and servers of the former version may write while it runs, unless the release notes say to stop them.
 */
export interface Migration {
  name: string;
  up(connection: Connection): Promise<void>;
}

/**
 * In their order, one a version. One that has been released is never edited: add the next one. The first version is
 * what `schemas.ts` began with: collections come by themselves, and indexes at every start.
 */
export const migrations: readonly Migration[] = [{ name: "the first version", async up() {} }];

/** The one document that says how far a database is. */
export interface SchemaRecord {
  _id: "schema";
  version: number;
  /** Who migrates now, until when (milliseconds); a process that died is not waited for longer than this. */
  lease: { token: string; until: number } | null;
  /** A shop that is being moved in by `npm run migrate-store`, and how far it is. */
  moving: Moving | null;
  /** The shop that was moved in. */
  moved: { source: string; at: string } | null;
}
export interface Moving {
  /** A checksum of all that is moved. */
  source: string;
  /** The kinds that are there whole. */
  done: string[];
  /** Of the next kind, the last that is there. */
  after: string | null;
}

const schema = new Schema<SchemaRecord>(
  {
    _id: String,
    version: Number,
    lease: Schema.Types.Mixed,
    moving: Schema.Types.Mixed,
    moved: Schema.Types.Mixed,
  },
  { collection: "schema", versionKey: false, minimize: false, autoIndex: false, autoCreate: false },
);

export const schemaRecords = (connection: Connection): Model<SchemaRecord> =>
  (connection.models.SchemaVersion as Model<SchemaRecord> | undefined) ??
  connection.model<SchemaRecord>("SchemaVersion", schema);

export const freshSchema = (version: number): SchemaRecord => ({
  _id: "schema",
  version,
  lease: null,
  moving: null,
  moved: null,
});

export interface MigrateOptions {
  steps?: readonly Migration[];
  clock?: Clock;
  /** Waits while another process migrates; tests hand in one that does not. */
  pause?: (milliseconds: number) => Promise<unknown>;
}

/** Far more than clocks of servers differ; renewed while a step runs. */
const leaseMs = 60_000;
const renewEveryMs = 15_000;
const lookEveryMs = 250;

/**
 * Brings a database to the version of this program, once, however many processes start at the same time: the others
 * wait until it is done.
 * @throws {StorageError} when it is of a newer program, or half of a shop that is being moved in; nothing is changed.
 */
export async function migrate(connection: Connection, options: MigrateOptions = {}): Promise<void> {
  const { steps = migrations, clock = systemClock, pause = setTimeout } = options;
  const records = schemaRecords(connection);
  const token = randomUUID();
  for (;;) {
    const record = await stored(() => records.findById("schema").lean());
    if (!record) {
      await create(records);
      continue;
    }
    refuse(record, steps.length, connection.name);
    if (record.version === steps.length) return;
    const lease = { token, until: clock.now().getTime() + leaseMs };
    const isFree = record.lease === null || record.lease.until <= clock.now().getTime();
    // Compare and set: of several that find it free, one gets it.
    if (isFree && (await change(records, { version: record.version, lease: record.lease }, { lease })))
      await run(connection, records, steps, { from: record.version, token, clock });
    else await pause(lookEveryMs);
  }
}

function refuse({ version, moving }: SchemaRecord, known: number, name: string): void {
  if (version > known)
    throw new StorageError(
      `The database ${name} has schema version ${version}, this program knows up to ${known}: start the newer program that wrote it, or restore a backup.`,
    );
  if (moving)
    throw new StorageError(
      `The database ${name} holds half of a shop: finish \`npm run migrate-store\`, or drop the database.`,
    );
}

async function create(records: Model<SchemaRecord>): Promise<void> {
  await stored(() => records.create(freshSchema(0))).catch((error: unknown) => {
    if (!(error instanceof Error && isDuplicate(error.cause))) throw error;
  });
}

async function change(records: Model<SchemaRecord>, filter: object, $set: object): Promise<boolean> {
  const { matchedCount } = await stored(() => records.updateOne({ _id: "schema", ...filter }, { $set }));
  return matchedCount === 1;
}

interface Run {
  from: number;
  token: string;
  clock: Clock;
}

/** Ends quietly when the lease was lost: whoever has it goes on. */
async function run(
  connection: Connection,
  records: Model<SchemaRecord>,
  steps: readonly Migration[],
  { from, token, clock }: Run,
): Promise<void> {
  const mine = { "lease.token": token };
  const renew = (): Promise<boolean> =>
    change(records, mine, { "lease.until": clock.now().getTime() + leaseMs });
  // One that fails is made up for by the next, or the lease ends.
  const renewing = setInterval(() => void renew().catch(() => {}), renewEveryMs);
  try {
    for (const [index, step] of steps.slice(from).entries()) {
      await stored(() => step.up(connection));
      const version = from + index;
      if (!(await change(records, { ...mine, version }, { version: version + 1 }))) return;
    }
  } finally {
    clearInterval(renewing);
    await change(records, mine, { lease: null }).catch(() => {});
  }
}
