import { floodEvent, MAILBOX_LIMIT, senderOf } from "../stored/mailbox.ts";
import type { AcceptChangeRow, EventRow, MailRow } from "../stored/rows.ts";
import type { ConversationRecord, MailEntry, RowEntry } from "./schemas.ts";

/** Keys remembered beyond those of the mailbox and the tail, which a row needs to reach the transcript. */
const mostRecentKeys = 64;

/**
 * The mailbox with the place of each event. `accept` pushes events in one write that reads nothing, and so cannot
 * know their places; but it raises `seq` by their number, and every other write that gives places writes down those
 * of the events before it. So those without one have the last places given, in their order.
 */
export function stampedMailbox({ mailbox, seq }: Pick<ConversationRecord, "mailbox" | "seq">): Stamped[] {
  const unstamped = mailbox.filter((entry) => entry.seq === null).length;
  let place = seq - unstamped;
  return mailbox.map((entry) => ({ ...entry, seq: entry.seq ?? ++place }));
}
export type Stamped = MailEntry & { seq: number };

/** Results of calls first. */
export const inOrder = (mailbox: readonly Stamped[]): MailRow[] =>
  mailbox
    .toSorted((a, b) => Number(a.kind !== "result") - Number(b.kind !== "result") || a.seq - b.seq)
    .map(({ seq, json }) => ({ seq, event: json }));

/** The row of an event. */
export const rowOf = (
  { key, kind, at, json }: EventRow,
  seq: number,
  status: "received" | "unread",
): RowEntry => ({
  seq,
  at,
  sender: senderOf(kind),
  key,
  event: json,
  activity: null,
  status,
  reason: null,
  vendorId: null,
  causes: null,
  delivery: null,
});

/**
 * The change that puts new events in, whatever there is room for.
 * @param options.ifRoom forgets what there is no room for, instead of recording it as unread.
 * @param options.unanswered records all of them as unread.
 */
export function putIn(
  record: Pick<ConversationRecord, "mailbox" | "seq" | "tail" | "recentKeys">,
  events: readonly EventRow[],
  { ifRoom = false, unanswered = false }: Pick<AcceptChangeRow, "ifRoom" | "unanswered"> = {},
): {
  patch: Pick<ConversationRecord, "mailbox" | "seq" | "tail" | "recentKeys">;
  outcomes: { outcome: "accepted" | "flooded"; seq: number }[];
  kept: EventRow[];
} {
  const mailbox: Stamped[] = stampedMailbox(record);
  const tail = [...record.tail];
  let { seq } = record;
  const put = (event: EventRow): void => {
    seq += 1;
    mailbox.push({ ...event, seq });
  };
  const outcomes = events.map((event) => {
    if (unanswered) {
      seq += 1;
      tail.push(rowOf(event, seq, "unread"));
      return { outcome: "accepted" as const, seq };
    }
    if (mailbox.length < MAILBOX_LIMIT) {
      put(event);
      return { outcome: "accepted" as const, seq };
    }
    if (ifRoom) return { outcome: "flooded" as const, seq };
    seq += 1;
    const place = seq;
    tail.push(rowOf(event, place, "unread"));
    if (!mailbox.some(({ kind }) => kind === "flood")) put(floodEvent(seq + 1, event.at));
    return { outcome: "flooded" as const, seq: place };
  });
  const kept = events.filter((_, at) => !ifRoom || outcomes[at]!.outcome === "accepted");
  const recentKeys = [...record.recentKeys, ...kept.map(({ key }) => key)];
  return { patch: { mailbox, seq, tail, recentKeys }, outcomes, kept };
}

/** The result of a call, which a full mailbox takes as well, unless it is known. */
export function putResult(
  record: Pick<ConversationRecord, "mailbox" | "seq" | "recentKeys">,
  event: EventRow,
): Pick<ConversationRecord, "mailbox" | "seq" | "recentKeys"> {
  const mailbox = stampedMailbox(record);
  const { seq, recentKeys } = record;
  if (recentKeys.includes(event.key)) return { mailbox, seq, recentKeys };
  return {
    mailbox: [...mailbox, { ...event, seq: seq + 1 }],
    seq: seq + 1,
    recentKeys: [...recentKeys, event.key],
  };
}

/** What need no longer be remembered is forgotten, the oldest first. */
export function recentAfter(recentKeys: readonly string[], mailbox: number, tail: number): string[] {
  return recentKeys.slice(-(mailbox + tail + mostRecentKeys));
}
