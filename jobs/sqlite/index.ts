import type { JobRows } from "../../models/ports/job-rows.ts";
import type { JobBackend } from "../storage.ts";
import { sqliteRepository } from "./repository.ts";

/** Agenda on the embedded store: its jobs are rows of that store, written by its thread in its transactions. */
export const sqliteBackend = (rows: JobRows): JobBackend => ({
  name: "SQLite",
  repository: sqliteRepository(rows),
  ownsConnection: false,
  async connect() {},
  async disconnect() {},
});
