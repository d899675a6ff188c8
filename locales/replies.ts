import { type Formatters, IntlMessageFormat } from "intl-messageformat";
import { localeTags } from "../models/format.ts";
import type { Language } from "../models/language.ts";
import type { LocalePack } from "../models/locale.ts";
import type { Replies, ReplyParams } from "../models/ports/replies.ts";
import type { Templates } from "../models/templates.ts";
import { branchesOf, type IcuElement, isDate, parameterOf, parseIcu } from "./icu.ts";

/** A reply key that no locale file has. `locales:check` finds it when the code says the key. */
export class UnknownReplyError extends Error {
  readonly kind = "unknown_reply";

  constructor(key: string, language: Language) {
    super(`No reply "${key}" in ${language}: add it to ${language}/replies.yaml`);
    this.name = "UnknownReplyError";
  }
}

/** A reply that was said without some of what belongs in it. */
export class ReplyParamsError extends Error {
  readonly kind = "reply_params";

  constructor(key: string, language: Language, missing: string[], cause: unknown) {
    super(`The reply "${key}" (${language}) was given no usable ${missing.join(", ")}: pass it to render`, {
      cause,
    });
    this.name = "ReplyParamsError";
  }
}

export interface ReplyOptions {
  templates?: Templates;
  /** The shop's, for dates inside replies. */
  timeZone: string;
  /** Told of replies that lack parameters; the shopper gets the rest of the text. Tests throw here. */
  onFault(fault: ReplyParamsError): void;
}

/** The merchants' words, compiled at their first use. Parameters are plain text: braces and `<` in them stay. */
export function createReplies(
  packs: Record<Language, LocalePack>,
  { templates = {}, timeZone, onFault }: ReplyOptions,
): Replies {
  const compiled = new Map<string, IntlMessageFormat>();

  const formatters = rememberedFormatters(timeZone);
  const compile = (message: string | IcuElement[], language: Language): IntlMessageFormat =>
    new IntlMessageFormat(message, localeTags[language], undefined, { ignoreTag: true, formatters });

  /** @param name under which the compiled text is kept. */
  function filled(text: string, name: string, key: string, language: Language, params: ReplyParams): string {
    const message = compiled.get(name) ?? compile(text, language);
    compiled.set(name, message);
    const given = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
    try {
      return String(message.format(given));
    } catch (cause) {
      const missing = new Set<string>();
      const rest = withoutMissing(parseIcu(text, language), given, missing);
      onFault(new ReplyParamsError(key, language, [...missing], cause));
      return String(compile(rest, language).format(given));
    }
  }

  return {
    render(key, language, params = {}, variant = 0) {
      const { replies } = packs[language];
      const texts = Object.hasOwn(replies, key) ? replies[key] : undefined;
      if (!texts?.length) throw new UnknownReplyError(key, language);
      const index = ((variant % texts.length) + texts.length) % texts.length;
      return filled(texts[index]!, `${language} ${index} ${key}`, key, language, params);
    },
    template(key, language, params = {}) {
      if (!Object.hasOwn(templates, key)) return null;
      const values = templates[key]!.values.map((text, place) =>
        filled(text, `${language} template ${place} ${key}`, key, language, params),
      );
      return { name: key, language, values };
    },
    knows: (kind, key) => Object.values(packs).some((pack) => Object.hasOwn(pack.words[kind], key)),
    label(kind, key, language) {
      const words = packs[language].words[kind];
      return (Object.hasOwn(words, key) && words[key]?.[0]) || key;
    },
  };
}

/** The message without the places that cannot be filled; a plural or select without its value says `other`. */
function withoutMissing(elements: IcuElement[], params: ReplyParams, missing: Set<string>): IcuElement[] {
  return elements.flatMap((element): IcuElement[] => {
    const name = parameterOf(element);
    if (name === null) return [element];
    const branches = branchesOf(element);
    const isUsable = params[name] !== undefined && (!isDate(element) || isInstant(params[name]));
    if (isUsable && !("options" in element)) return [element];
    if (isUsable && "options" in element) {
      const options = Object.entries(element.options).map(([form, option]) => [
        form,
        { ...option, value: withoutMissing(option.value, params, missing) },
      ]);
      return [{ ...element, options: Object.fromEntries(options) }];
    }
    missing.add(name);
    return withoutMissing(branches?.other ?? [], params, missing);
  });
}

const isInstant = (value: ReplyParams[string]): boolean =>
  value !== undefined && !Number.isNaN(new Date(value).getTime());

/** Intl objects are slow to make; the messages of a language share a few. Dates are the shop's. */
function rememberedFormatters(timeZone: string): Formatters {
  const made = new Map<string, unknown>();
  const remember = <A extends unknown[], T>(kind: string, make: (...args: A) => T) => {
    return (...args: A): T => {
      const key = kind + JSON.stringify(args);
      const found = (made.get(key) as T | undefined) ?? make(...args);
      made.set(key, found);
      return found;
    };
  };
  return {
    getNumberFormat: remember("number", (...args: Parameters<Formatters["getNumberFormat"]>) => {
      return new Intl.NumberFormat(...args);
    }),
    getDateTimeFormat: remember("date", (...[tags, options]: Parameters<Formatters["getDateTimeFormat"]>) => {
      return new Intl.DateTimeFormat(tags, { ...options, timeZone });
    }),
    getPluralRules: remember("plural", (...args: Parameters<Formatters["getPluralRules"]>) => {
      return new Intl.PluralRules(...args);
    }),
  };
}
