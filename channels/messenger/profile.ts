import type { Language } from "../../models/language.ts";
import { shorten } from "../shared/shorten.ts";
import { callGraph, type Graph } from "./graph.ts";

/** What a page shows besides the conversation. Payloads have 1000 characters at most and come back as taps. */
export interface Profile {
  /** The payload of the button by which somebody new begins. Meta asks for it wherever there is a menu. */
  getStarted: string;
  /** The first is shown to everybody who has none of their own language. At most 20 items each. */
  menus?: { language: Language; items: MenuItem[] }[];
  /** Questions to begin with, shown to somebody new in place of the get-started button. At most 4 for each language. */
  iceBreakers?: { language: Language; questions: { question: string; payload: string }[] }[];
}
export type MenuItem = { title: string; payload: string } | { title: string; url: string };

/** UTF-16 units. */
const mostMenuTitle = 30;
const mostQuestion = 80;

/** https://developers.facebook.com/docs/messenger-platform/messenger-profile/supported-locales */
const locales: Record<Language, string[]> = {
  fr: ["fr_FR", "fr_CA"],
  ar: ["ar_AR"],
  en: ["en_US", "en_GB"],
};

/**
 * Sets what is given and leaves the rest as it is. Meta allows ten such calls in ten minutes.
 * https://developers.facebook.com/docs/messenger-platform/reference/messenger-profile-api
 */
export async function setProfile(graph: Graph, profile: Profile, signal: AbortSignal): Promise<void> {
  await callGraph(graph, "messenger_profile", toFields(profile), signal);
}

const toFields = ({ getStarted, menus, iceBreakers }: Profile) => ({
  get_started: { payload: getStarted },
  ...(menus && {
    persistent_menu: menus.flatMap(({ language, items }, place) =>
      localesOf(language, place).map((locale) => ({
        locale,
        composer_input_disabled: false,
        call_to_actions: items.map(toAction),
      })),
    ),
  }),
  ...(iceBreakers && {
    ice_breakers: iceBreakers.flatMap(({ language, questions }, place) =>
      localesOf(language, place).map((locale) => ({
        locale,
        call_to_actions: questions.map(({ question, payload }) => ({
          question: shorten(question, mostQuestion),
          payload,
        })),
      })),
    ),
  }),
});

const localesOf = (language: Language, place: number): string[] =>
  place === 0 ? ["default"] : locales[language];

function toAction(item: MenuItem) {
  const title = shorten(item.title, mostMenuTitle);
  return "url" in item
    ? { type: "web_url", title, url: item.url }
    : { type: "postback", title, payload: item.payload };
}
