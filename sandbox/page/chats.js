import { ask } from "./api.js";

/** Every message, by its number; `onChange` is told which were added or changed. */
export function followChats(onChange) {
  const entries = new Map();

  async function follow() {
    for (let after = 0; ; ) {
      try {
        const news = await ask(`chats?after=${after}&wait=25`);
        if (news.isNew) entries.clear();
        for (const entry of news.entries) entries.set(entry.number, entry);
        after = news.change;
        onChange({ entries: news.entries, isNew: news.isNew, now: news.now });
      } catch {
        // The sandbox was stopped: it may come back.
        await new Promise((resolve) => setTimeout(resolve, 2000));
        after = 0;
      }
    }
  }

  follow();
  return {
    with: ({ channel, address }) =>
      [...entries.values()].filter((entry) => entry.channel === channel && entry.shopper === address),
  };
}
