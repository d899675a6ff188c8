import type { News } from "../ports/store.ts";
import { stored } from "./fault.ts";
import type { Collections } from "./schemas.ts";

const pollEveryMs = 250;

/**
 * Follows what other processes write: by a change stream where the server has them (replica sets), else by asking
 * for the revisions of the conversations that somebody reads. https://www.mongodb.com/docs/manual/changeStreams/
 */
export function followNews({ conversations }: Collections, { followed, changed, onFault }: News): () => void {
  let stop = streamed();
  return () => stop();

  function streamed(): () => void {
    const pipeline = [{ $match: { operationType: "update" } }, { $project: { documentKey: 1 } }];
    const stream = conversations.watch(pipeline);
    stream.on("change", ({ documentKey }: { documentKey?: { _id: string } }) => {
      if (documentKey && followed().has(documentKey._id)) changed(documentKey._id);
    });
    // A server without streams says so here; one that loses its primary is followed again by the driver itself.
    stream.once("error", () => {
      void stream.close();
      stop = polled();
    });
    return () => void stream.close();
  }

  function polled(): () => void {
    let seen = new Map<string, number>();
    const look = async (): Promise<void> => {
      const ids = [...followed()];
      const found =
        ids.length === 0
          ? []
          : await stored(() => conversations.find({ _id: { $in: ids } }, { revision: 1 }).lean());
      for (const { _id, revision } of found) if (seen.get(_id) !== revision) changed(_id);
      seen = new Map(found.map(({ _id, revision }) => [_id, revision]));
    };
    let timer: NodeJS.Timeout;
    let isStopped = false;
    const again = (): void => {
      if (isStopped) return;
      timer = setTimeout(() => void look().catch(onFault).finally(again), pollEveryMs);
      timer.unref();
    };
    again();
    return () => {
      isStopped = true;
      clearTimeout(timer);
    };
  }
}
