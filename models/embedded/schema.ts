import { StorageError } from "../ports/store.ts";
import type { Database } from "./database.ts";

/**
 * The database, one migration a version. A migration that has been released is never edited: add the next one.
 *
 * Rows instead of one document per conversation, so that a write costs its event and not its conversation.
 * `conversations` holds what every write touches; the dialog state, which may be long, has a table of its own.
 * An event is kept once, in `transcript`; `mailbox` and `parked` point at it.
 *
 * `wake_at` says when a conversation next needs a worker (see `wake.ts`). Instants are milliseconds of Unix
 * time; those of the transcript are ISO 8601 text, as they are shown.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE contacts (
    id TEXT PRIMARY KEY,
    doc TEXT NOT NULL
  ) STRICT;

  CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    shop_id TEXT NOT NULL,
    contact_id TEXT NOT NULL REFERENCES contacts(id),
    about TEXT NOT NULL,
    reference TEXT NOT NULL,
    owner TEXT NOT NULL,
    owner_since INTEGER NOT NULL,
    handover TEXT,
    epoch INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 0,
    seq INTEGER NOT NULL DEFAULT 0,
    crashes INTEGER NOT NULL DEFAULT 0,
    lease_token TEXT,
    lease_until INTEGER,
    lease_epoch INTEGER,
    lease_orphaned INTEGER NOT NULL DEFAULT 0,
    wake_at INTEGER
  ) STRICT;
  CREATE INDEX conversations_wake ON conversations (wake_at) WHERE wake_at IS NOT NULL;
  CREATE INDEX conversations_owner ON conversations (shop_id, owner, owner_since);

  CREATE TABLE dialog_states (
    conversation_id TEXT PRIMARY KEY REFERENCES conversations(id) ON DELETE CASCADE,
    state TEXT NOT NULL
  ) STRICT;

  CREATE TABLE identities (
    shop_id TEXT NOT NULL,
    key TEXT NOT NULL,
    conversation_id TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    PRIMARY KEY (shop_id, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX identities_conversation ON identities (conversation_id);

  CREATE TABLE transcript (
    conversation_id TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    sender TEXT NOT NULL,
    key TEXT,
    event TEXT,
    activity TEXT,
    status TEXT NOT NULL,
    reason TEXT,
    causes TEXT,
    vendor_id TEXT
  ) STRICT;
  CREATE UNIQUE INDEX transcript_seq ON transcript (conversation_id, seq);
  CREATE UNIQUE INDEX transcript_key ON transcript (conversation_id, key) WHERE key IS NOT NULL;

  CREATE TABLE mailbox (
    conversation_id TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (conversation_id, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE outbox (
    conversation_id TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    lane TEXT NOT NULL,
    call_key TEXT,
    sender TEXT,
    causes TEXT,
    body TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    last_error TEXT,
    PRIMARY KEY (conversation_id, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE dead_letters (
    n INTEGER PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    lane TEXT NOT NULL,
    call_key TEXT,
    sender TEXT,
    causes TEXT,
    body TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    last_error TEXT NOT NULL,
    died_at INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX dead_letters_item ON dead_letters (conversation_id, seq);

  CREATE TABLE parked (
    n INTEGER PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX parked_event ON parked (conversation_id, seq);

  CREATE TABLE record_kinds (
    name TEXT PRIMARY KEY,
    fields TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE records (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    entries TEXT NOT NULL,
    doc TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX records_id ON records (kind, id);

  CREATE TABLE record_index (
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (kind, field, value, id)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    conversation_id TEXT,
    due_at INTEGER,
    locked_at INTEGER,
    disabled INTEGER NOT NULL DEFAULT 0,
    last_run_at INTEGER,
    finished_at INTEGER,
    failed_at INTEGER,
    fail_count INTEGER NOT NULL DEFAULT 0,
    fail_reason TEXT,
    doc TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX jobs_key ON jobs (key);
  CREATE INDEX jobs_due ON jobs (name, locked_at, due_at);
  CREATE INDEX jobs_conversation ON jobs (conversation_id) WHERE conversation_id IS NOT NULL;
  `,
  `
  ALTER TABLE transcript ADD COLUMN delivery TEXT;
  ALTER TABLE outbox ADD COLUMN delivery TEXT;
  ALTER TABLE outbox ADD COLUMN requests_taken INTEGER NOT NULL DEFAULT 0;
  `,
  `
  ALTER TABLE conversations ADD COLUMN heard_at INTEGER;
  ALTER TABLE conversations ADD COLUMN gone_at INTEGER;
  ALTER TABLE conversations ADD COLUMN spent_until INTEGER;
  ALTER TABLE outbox ADD COLUMN sending_at INTEGER;
  ALTER TABLE outbox ADD COLUMN echoed TEXT;
  ALTER TABLE outbox ADD COLUMN terms TEXT;
  ALTER TABLE dead_letters ADD COLUMN terms TEXT;
  ALTER TABLE transcript ADD COLUMN terms TEXT;
  CREATE INDEX conversations_contact ON conversations (contact_id);
  `,
  `
  ALTER TABLE conversations ADD COLUMN free_until INTEGER;
  `,
];

/**
 * Brings the database to the version of this code; each migration is one transaction.
 * @throws {StorageError} when it was written by a newer version, or is not ours at all.
 */
export function migrate(db: Database, file: string, steps: readonly string[] = migrations): void {
  const version = db.get<{ user_version: number }>("PRAGMA user_version")?.user_version ?? 0;
  if (version > steps.length) {
    throw new StorageError(
      `${file} has schema version ${version}, this program knows up to ${steps.length}: start the newer program that wrote it, or restore a backup`,
    );
  }
  if (version === 0 && db.get("SELECT 1 FROM sqlite_schema LIMIT 1")) {
    throw new StorageError(`${file} is the database of another program: choose another DATA_DIR`);
  }
  for (const [index, step] of steps.slice(version).entries()) {
    db.transaction(() => {
      db.connection.exec(step);
      db.connection.exec(`PRAGMA user_version = ${version + index + 1}`);
    });
  }
}
