import type { mongo } from "mongoose";
import type { JobBackend } from "../storage.ts";
import { KeyedMongoRepository } from "./repository.ts";

/**
 * Agenda on the MongoDB of the store, which made the collection's indexes (see `models/mongo/schemas.ts`). Not
 * `MongoBackend`, whose repository this one mends, and which makes indexes for a log of jobs that we do not keep.
 */
export const mongoBackend = (database: mongo.Db): JobBackend => {
  const repository = new KeyedMongoRepository({
    mongo: database,
    db: { collection: "jobs" },
    ensureIndex: false,
  });
  return {
    name: "MongoDB",
    repository,
    ownsConnection: false,
    connect: () => repository.connect(),
    async disconnect() {},
  };
};
