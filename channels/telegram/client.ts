import type { Telegram } from "telegraf";
import type { Opts, Telegram as Results } from "telegraf/types";
import { z } from "zod";
import type { Clock } from "../../models/ports/clock.ts";
import { askVendor } from "../shared/ask-vendor.ts";
import { toDeliveryError } from "./delivery-error.ts";

export interface Api {
  /** `<bot id>:<secret>`, as @BotFather gives it. */
  token: string;
  /** Where the Bot API is: `https://api.telegram.org`, or another server that stands for it. */
  apiUrl: string;
  clock: Clock;
}

/**
 * Does something with the package's client, every request of it until `signal` is aborted. The package's types end at
 * Bot API 7.1, and answers are not checked: whoever needs one parses it.
 * @throws {DeliveryError}
 */
export type UseTelegram = <T>(signal: AbortSignal, use: (client: Telegram) => Promise<T>) => Promise<T>;

/** https://core.telegram.org/bots/api#making-requests */
const Success = z.looseObject({ ok: z.literal(true), result: z.unknown() });

/**
 * Loads the package (0.2 s, 16 MB) and makes its client, with requests of our own. The package's follow redirects, wait
 * 500 s for the rest of an answer that broke off, keep the process alive for as long after an abort, and write the bot's
 * token into errors. https://telegraf.js.org/classes/Telegram.html
 */
export async function connectTelegram({ token, apiUrl, clock }: Api): Promise<UseTelegram> {
  const telegraf = await import("telegraf");

  class Client extends telegraf.Telegram {
    readonly #signal: AbortSignal;
    constructor(signal: AbortSignal) {
      super(token, { apiRoot: apiUrl });
      this.#signal = signal;
    }
    override async callApi<M extends keyof Results>(method: M, payload: Opts<M>) {
      const answer = await askVendor(new URL(`./bot${token}/${method}`, apiUrl).href, {
        headers: { "content-type": "application/json" },
        body: JSON.stringify(payload),
        signal: this.#signal,
      });
      const success = Success.safeParse(answer.body);
      if (!success.success) throw toDeliveryError(answer, clock.now());
      return success.data.result as ReturnType<Results[M]>;
    }
  }

  return (signal, use) => use(new Client(signal));
}
