import { noteDelivery } from "./deliveries.ts";
import { expire } from "./expiry.ts";
import {
  addJob,
  disableJobs,
  findJobs,
  jobNames,
  jobsInState,
  lockJob,
  lockNextJob,
  progressJob,
  putJob,
  removeJobs,
  unlockJobs,
} from "./jobs.ts";
import { claim, countCrash, release, reload, renew } from "./leases.ts";
import { accept, noteFile } from "./mailbox.ts";
import { join, leave, open } from "./openings.ts";
import { deadLetters, fail, markSending, retryDeadLetter, settle } from "./outbox.ts";
import {
  countRecords,
  findRecords,
  getRecords,
  pageRecords,
  recordFields,
  reindexRecord,
  removeRecord,
  replaceRecords,
  saveRecord,
  setRecordFields,
} from "./record-rows.ts";
import { commit, park } from "./turns.ts";
import { byOwner, find, get, latest, ofContact, parked, transcript } from "./views.ts";
import { due, nextWake } from "./wake.ts";

/** They need no transaction, and work while something else holds the write lock. */
const reads = {
  byOwner,
  countRecords,
  deadLetters,
  due,
  find,
  findJobs,
  findRecords,
  get,
  getRecords,
  jobNames,
  jobsInState,
  latest,
  nextWake,
  ofContact,
  pageRecords,
  parked,
  recordFields,
  transcript,
};

const writes = {
  accept,
  addJob,
  claim,
  commit,
  countCrash,
  disableJobs,
  expire,
  fail,
  join,
  leave,
  lockJob,
  lockNextJob,
  markSending,
  noteDelivery,
  noteFile,
  open,
  park,
  progressJob,
  putJob,
  reindexRecord,
  release,
  reload,
  removeJobs,
  removeRecord,
  renew,
  replaceRecords,
  retryDeadLetter,
  saveRecord,
  setRecordFields,
  settle,
  unlockJobs,
};

/** All that can be asked of the thread that owns the database. */
export const operations = { ...reads, ...writes };
export type Operations = typeof operations;

export const isWrite = (operation: keyof Operations): boolean => operation in writes;

/** Asks for one operation; settles when it is durable. */
export type Call = <Name extends keyof Operations>(
  operation: Name,
  args: Argument<Name>,
) => Promise<ReturnType<Operations[Name]>>;

/** What an operation takes beside the database; `null` for those that take nothing. */
export type Argument<Name extends keyof Operations> =
  Parameters<Operations[Name]> extends [unknown, infer Args] ? Args : null;

export interface Request {
  operation: keyof Operations;
  args: unknown;
}

export type Reply = { value: unknown } | { fault: Fault };

/** An error on its way between threads. `storage`: the disk or the file is at fault, not the program. */
export interface Fault {
  storage: boolean;
  message: string;
}
