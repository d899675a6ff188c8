import { MongoJobRepository } from "@agendajs/mongo-backend";
import {
  type JobParameters,
  type JobRepositoryOptions,
  type JobsQueryOptions,
  type JobsResult,
  type RemoveJobsOptions,
  toJobId,
} from "agenda";
import { mongo } from "mongoose";
import { JobKeyTakenError, type JobState } from "../../models/ports/scheduler.ts";
import { StorageError } from "../../models/ports/store.ts";
import { isDone, JobGoneError, type JobStorage, type Kept, type KeptJob } from "../storage.ts";

/** https://www.mongodb.com/docs/manual/reference/error-codes/ */
const duplicateKey = 11_000;

/**
 * Agenda's repository, on a collection with a unique index of `data.key`.
 * - Of two that insert a key at once, one is refused by the index, and finds the job of the other.
 * - Agenda looks for due jobs and left ones by one query with OR, which no index serves: it would sort all that is due
 *   for each job, and read all that waits when nothing is.
 * - Agenda reads every job to list those in one state.
 */
export class KeyedMongoRepository extends MongoJobRepository implements JobStorage {
  override async saveJob<Data = unknown>(
    job: JobParameters<Data>,
    options: JobRepositoryOptions | undefined,
  ): Promise<JobParameters<Data>> {
    try {
      return await super.saveJob(job, options);
    } catch (error) {
      if (!(error instanceof mongo.MongoServerError && error.code === duplicateKey))
        throw toStorageError(error);
      const { key } = job.data as Kept;
      const known = await this.byKey(key);
      if (known && known.name !== job.name)
        throw new JobKeyTakenError(`${key} is the key of a job of ${known.name}`);
      return known ? (known as JobParameters<Data>) : this.saveJob(job, options);
    }
  }

  override async saveJobState(job: JobParameters, options: JobRepositoryOptions | undefined): Promise<void> {
    const _id = idOf(job);
    if (isDone(job)) await stored(() => this.collection.deleteOne({ _id }));
    else {
      try {
        await super.saveJobState(job, options);
      } catch (error) {
        if (error instanceof mongo.MongoError) throw toStorageError(error);
        throw new JobGoneError(`job ${job._id} of ${job.name} is gone`, { cause: error });
      }
    }
  }

  override async getNextJobToRun(
    name: string,
    nextScanAt: Date,
    lockDeadline: Date,
    now = new Date(),
  ): Promise<JobParameters | undefined> {
    const lock = (filter: object, field: string) =>
      stored(() =>
        this.collection.findOneAndUpdate(
          { name, disabled: { $ne: true }, ...filter },
          { $set: { lockedAt: now } },
          { sort: { [field]: 1 }, returnDocument: "after" },
        ),
      );
    const found =
      (await lock({ lockedAt: null, nextRunAt: { $lte: nextScanAt } }, "nextRunAt")) ??
      (await lock({ lockedAt: { $lte: lockDeadline } }, "lockedAt"));
    return found ? toJob(found as Found) : undefined;
  }

  override queryJobs(options?: JobsQueryOptions): Promise<JobsResult> {
    return stored(() => super.queryJobs(options));
  }

  override removeJobs(options: RemoveJobsOptions): Promise<number> {
    return stored(() => super.removeJobs(options));
  }

  async byKey(key: string): Promise<KeptJob | null> {
    const found = await stored(() => this.collection.findOne({ "data.key": key }));
    return found ? toJob(found as Found) : null;
  }

  async inState(name: string, state: JobState, limit: number): Promise<KeptJob[]> {
    const { filter, sort } = states[state];
    const found = await stored(() =>
      this.collection
        .find({ name, ...filter })
        .sort(sort)
        .limit(limit)
        .toArray(),
    );
    return found.map((each) => toJob(each as Found));
  }
}

const states: Record<JobState, { filter: object; sort: Record<string, 1> }> = {
  waiting: { filter: { lockedAt: null, nextRunAt: { $ne: null } }, sort: { nextRunAt: 1, _id: 1 } },
  running: { filter: { lockedAt: { $ne: null } }, sort: { lockedAt: 1, _id: 1 } },
  dead: { filter: { lockedAt: null, nextRunAt: null }, sort: { _id: 1 } },
};

const idOf = (job: JobParameters) => new mongo.ObjectId(String(job._id));

/** A document as Agenda writes it: what is absent is null. */
type Found = { _id: mongo.ObjectId; nextRunAt: Date | null } & Record<string, unknown>;

const toJob = ({ _id, nextRunAt, ...rest }: Found): KeptJob =>
  ({
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)),
    nextRunAt,
    _id: toJobId(_id.toHexString()),
  }) as KeptJob;

const toStorageError = (error: unknown): unknown =>
  error instanceof mongo.MongoError ? new StorageError(`MongoDB: ${error.message}`, { cause: error }) : error;

async function stored<T>(operation: () => PromiseLike<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw toStorageError(error);
  }
}
