import type { Logger } from "pino";
import type { Conversation } from "../models/conversation.ts";
import type { EventOf, InboundEvent, NotKept } from "../models/events.ts";
import { type Channel, DeliveryError } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import { MediaError, type MediaStore } from "../models/ports/media.ts";
import { type FileNote, StorageError } from "../models/ports/store.ts";
import { createCircuits } from "./circuits.ts";
import { fewAtOnce } from "./few-at-once.ts";
import { mediaName } from "./media-name.ts";
import { mediaTypeOf } from "./media-type.ts";

export interface FileServices {
  /** By `<channel>:<account>`. */
  channels: ReadonlyMap<string, Channel>;
  media: MediaStore;
  clock: Clock;
  log: Logger;
  pause: (milliseconds: number) => Promise<unknown>;
}

/** What a shopper sent, and its vendor still has. */
export type AtVendor<Event extends InboundEvent = InboundEvent> = Event &
  EventOf<"media"> & { vendorMedia: string };

/**
 * Fetches a file from its vendor and keeps it; under the same name however often it is done.
 * @param signal aborted: the vendor took too long.
 * @throws {StorageError}
 */
export type KeepFile = (
  conversation: Conversation,
  event: AtVendor,
  signal: AbortSignal,
) => Promise<FileNote>;

export const isAtVendor = <Event extends InboundEvent>(event: Event): event is AtVendor<Event> =>
  event.kind === "media" && event.vendorMedia !== undefined;

/** Of the files in memory at a time: each may have 10 MB. */
const mostAtOnce = 4;
const mostTries = 3;
/** After a fault of the moment; then four times as long. */
const pauseMs = 250;

export function createFileKeeper({ channels, media, clock, log, pause }: FileServices): KeepFile {
  const circuitOf = createCircuits({ clock, log });
  const inTurn = fewAtOnce(mostAtOnce);

  /** While the vendor leaves requests for files without an answer, they are not waited for. */
  async function tryOnce(channel: Channel, reference: string, signal: AbortSignal): Promise<Buffer> {
    const circuit = circuitOf(`${channel.name}:${channel.account} (files)`);
    const startedAt = clock.now().getTime();
    if (circuit.openUntil()) throw new MediaError("unanswered", "its vendor does not answer");
    try {
      const bytes = await channel.media!(reference, signal);
      circuit.sent();
      return bytes;
    } catch (cause) {
      // The vendor has answered, if not with a file.
      if (cause instanceof MediaError) circuit.sent();
      else circuit.failed(cause, clock.now().getTime() - startedAt);
      throw cause;
    }
  }

  async function fetched(channel: Channel, reference: string, signal: AbortSignal): Promise<Buffer> {
    for (let tries = 1; ; tries++) {
      signal.throwIfAborted();
      try {
        return await tryOnce(channel, reference, signal);
      } catch (cause) {
        const isOfTheMoment = cause instanceof DeliveryError && cause.kind === "retry";
        if (!isOfTheMoment || tries === mostTries || signal.aborted) throw cause;
        await pause(pauseMs * 4 ** (tries - 1));
      }
    }
  }

  return async (conversation, { key, vendorMedia }, signal) => {
    const { id, channel: name, account } = conversation;
    const channel = channels.get(`${name}:${account}`);
    if (!channel?.media) return { notKept: "gone" };
    try {
      return await inTurn(async (): Promise<FileNote> => {
        const bytes = await fetched(channel, vendorMedia, signal);
        const contentType = await mediaTypeOf(bytes);
        if (!contentType) return { notKept: "wrong-type" };
        return { mediaId: await media.save(id, { bytes, contentType }, mediaName(id, key)) };
      });
    } catch (cause) {
      if (cause instanceof StorageError) throw cause;
      const notKept = whyNot(cause, signal);
      log.warn({ conversationId: id, channel: name, account, notKept, err: cause }, "a file is not kept");
      return { notKept };
    }
  };
}

function whyNot(cause: unknown, signal: AbortSignal): NotKept {
  if (cause instanceof MediaError) return cause.why;
  if (signal.aborted || !(cause instanceof DeliveryError)) return "unanswered";
  if (cause.kind === "credentials") return "refused";
  return cause.kind === "never" || cause.kind === "gone" ? "gone" : "unanswered";
}
