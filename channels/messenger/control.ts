import type { Arrival } from "../../models/ports/webhook.ts";
import type { Happening } from "./envelope.ts";
import { momentKey } from "./event-key.ts";
import { ignored, isoOf, openingOf, type Source } from "./source.ts";
import { pageInbox } from "./thread.ts";

/**
 * Who has the conversation from now on, or asks for it; null: it is about something else. Where the id of our app is not
 * known, what is passed is passed to us, unless to the page's inbox, and what is taken is taken from us.
 */
export function toControl(
  happening: Happening,
  { account, sender, unixMs }: Source,
  ourApp: string | undefined,
): Arrival | null {
  const { pass_thread_control: pass, take_thread_control: take, request_thread_control: request } = happening;
  if (happening.app_roles) return ignored(account, `app_roles: ${rolesOf(happening.app_roles)}`);
  const what = pass ? "pass" : take ? "take" : "request";
  // Meta used not to tell who took it.
  const taker = take && (take.new_owner_app_id ?? pageInbox);
  const app = pass?.new_owner_app_id ?? taker ?? request?.requested_owner_app_id;
  if (sender === undefined || app == null) return null;
  const moment = {
    opening: openingOf(account, sender),
    key: momentKey(sender, unixMs, `${what} ${app}`),
    app,
    at: isoOf(unixMs),
  };
  if (request) return { kind: "control-request", ...moment };
  const isOurs = ourApp === undefined ? pass !== undefined && app !== pageInbox : app === ourApp;
  return { kind: "control", ...moment, isOurs };
}

/** For the log: it changes nothing, for Meta refuses what a role does not allow. */
const rolesOf = (roles: NonNullable<Happening["app_roles"]>): string =>
  Object.entries(roles)
    .map(([app, all]) => `${app} ${all.join(", ")}`)
    .join("; ")
    .slice(0, 100);
