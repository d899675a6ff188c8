import type { Database } from "./database.ts";
import { toFault } from "./fault.ts";
import { isWrite, operations, type Reply, type Request } from "./operations.ts";

/**
 * Runs requests in their order as one transaction. When that fails, each runs in a transaction of its own, so
 * that one bad request fails alone.
 */
export function createExecutor(db: Database, folder: string): (requests: Request[]) => Reply[] {
  const run = ({ operation, args }: Request): Reply => {
    const handler = operations[operation] as (db: Database, args: unknown) => unknown;
    return { value: handler(db, args) };
  };
  const runAlone = (request: Request): Reply => {
    try {
      return isWrite(request.operation) ? db.transaction(() => run(request)) : run(request);
    } catch (error) {
      return { fault: toFault(error, folder) };
    }
  };
  return (requests) => {
    if (requests.length === 1) return requests.map(runAlone);
    try {
      return requests.some((request) => isWrite(request.operation))
        ? db.transaction(() => requests.map(run))
        : requests.map(run);
    } catch (error) {
      const fault = toFault(error, folder);
      // Someone else holds the write lock: trying each would wait for it as many times. Reads need no lock.
      if (fault.locked) {
        return requests.map((request) => (isWrite(request.operation) ? { fault } : runAlone(request)));
      }
      return requests.map(runAlone);
    }
  };
}
