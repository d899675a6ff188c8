import type { Tap } from "../../shown.ts";

interface Item {
  type: string;
  title: string;
  payload?: string;
  url?: string;
}

/** What was set of the page's profile; the schema has been checked before. */
export interface Profile {
  get_started?: { payload: string };
  persistent_menu?: { locale: string; call_to_actions?: Item[] }[];
}

/** The button by which one begins, and the menu. https://developers.facebook.com/docs/messenger-platform/reference/messenger-profile-api */
export function menuOf({ get_started, persistent_menu = [] }: Profile, language: string): Tap[] {
  const menu =
    persistent_menu.find(({ locale }) => locale.startsWith(`${language}_`)) ??
    persistent_menu.find(({ locale }) => locale === "default");
  return [
    ...(get_started ? [{ label: "Get started", as: "postback", value: get_started.payload }] : []),
    ...(menu?.call_to_actions ?? []).map(({ title, payload, url }) => ({
      label: title,
      as: "postback",
      ...(payload !== undefined && { value: payload }),
      ...(url !== undefined && { url }),
    })),
  ];
}
