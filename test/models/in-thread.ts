import { connect } from "../../models/embedded/connect.ts";
import { conversationStore } from "../../models/embedded/conversations.ts";
import type { Database } from "../../models/embedded/database.ts";
import { createExecutor } from "../../models/embedded/executor.ts";
import { toError } from "../../models/embedded/fault.ts";
import { jobRows } from "../../models/embedded/job-rows.ts";
import type { Call } from "../../models/embedded/operations.ts";
import { openRecords } from "../../models/embedded/records.ts";

/** The embedded store without its thread, so that a test can reach the connection itself. */
export function openInThread(dataDir: string, wrap: (db: Database) => Database = (db) => db) {
  const { db, close } = connect(dataDir);
  const execute = createExecutor(wrap(db), dataDir);
  const call: Call = async (operation, args) => {
    const [reply] = execute([{ operation, args }]);
    if (!reply || "fault" in reply) throw toError(reply!.fault);
    return reply.value as never;
  };
  return {
    db,
    execute,
    conversations: conversationStore(call),
    records: openRecords(call),
    jobs: jobRows(call),
    close,
  };
}
