import { WebhookBodyError, type WebhookRequest } from "../../models/ports/webhook.ts";
import { sameSecret } from "../shared/same-secret.ts";
import { type TelegramArrival, toArrival } from "./arrivals.ts";
import { Update } from "./update.ts";

/** Telegram signs nothing: it repeats the secret of `setWebhook`. https://core.telegram.org/bots/api#setwebhook */
export function isTelegram({ header }: WebhookRequest, secret: string | undefined): boolean {
  const given = header("x-telegram-bot-api-secret-token");
  return given !== undefined && Boolean(secret) && sameSecret(given, secret!);
}

/** A call holds one update. */
export function parseUpdate({ body }: WebhookRequest, account: string, now: Date): TelegramArrival[] {
  const update = Update.safeParse(jsonOf(body.toString("utf8")));
  if (!update.success) throw new WebhookBodyError("no update of Telegram", { cause: update.error });
  return [toArrival(update.data, account, now)];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WebhookBodyError("no JSON", { cause });
  }
}
