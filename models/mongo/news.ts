import type { News } from "../ports/store.ts";
import { stored } from "./fault.ts";
import type { Collections } from "./schemas.ts";

const pollEveryMs = 250;

/**
 * Follows what other processes write: by a change stream where the server has them (replica sets), else by asking
 * for the revisions of the conversations that somebody reads.
 * @returns ends it
 */
export function followNews(collections: Collections, news: News): () => void {
  let isStopped = false;
  let stop = (): void => {};
  const follow = async (): Promise<void> => {
    const hello = await stored(() => collections.conversations.db.db!.admin().command({ hello: 1 }));
    if (isStopped) return;
    stop = "setName" in hello ? followStream(collections, news) : followByPolling(collections, news);
  };
  // A server that does not know the question has no streams.
  follow().catch(() => {
    if (!isStopped) stop = followByPolling(collections, news);
  });
  return () => {
    isStopped = true;
    stop();
  };
}

/**
 * Rows that are added to a conversation. One stream tells of all conversations, so that the server leaves the other
 * writes out. https://www.mongodb.com/docs/manual/changeStreams/
 */
export function followStream(collections: Collections, news: News): () => void {
  const addsRows = {
    $or: [
      { "updateDescription.updatedFields.tail": { $exists: true } },
      { updateDescription: { $exists: false } },
    ],
  };
  const stream = collections.conversations.watch([
    { $match: { operationType: "update", ...addsRows } },
    { $project: { documentKey: 1 } },
  ]);
  let stop = (): void => void stream.close();
  stream.on("change", ({ documentKey }: { documentKey?: { _id: string } }) => {
    if (documentKey && news.followed().has(documentKey._id)) news.changed(documentKey._id);
  });
  // The driver itself goes on after a change of primary; what ends the stream for good ends here.
  stream.once("error", (error: unknown) => {
    news.onFault(error);
    stop();
    stop = followByPolling(collections, news);
  });
  return () => stop();
}

export function followByPolling({ conversations }: Collections, news: News): () => void {
  let seen = new Map<string, number>();
  let isStopped = false;
  let timer: NodeJS.Timeout;
  async function look(): Promise<void> {
    const ids = [...news.followed()];
    const found =
      ids.length === 0
        ? []
        : await stored(() => conversations.find({ _id: { $in: ids } }, { revision: 1 }).lean());
    for (const { _id, revision } of found) if (seen.get(_id) !== revision) news.changed(_id);
    seen = new Map(found.map(({ _id, revision }) => [_id, revision]));
  }
  function again(): void {
    if (isStopped) return;
    timer = setTimeout(() => void look().catch(news.onFault).finally(again), pollEveryMs);
    timer.unref();
  }
  again();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
