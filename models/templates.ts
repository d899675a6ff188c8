import { z } from "zod";
import type { Template } from "./activity.ts";
import { type Language, languages } from "./language.ts";

const perLanguage = <T extends z.ZodType>(value: T) =>
  z.strictObject({ fr: value.optional(), ar: value.optional(), en: value.optional() });

const Entry = z.strictObject({
  /** What stands in `{{1}}`, `{{2}}`, ...: with the placeholders of the reply, and formatted like them. */
  values: z.array(z.string().min(1)).default([]),
  /** Its name at Meta, and the code that Meta has for each of our languages, such as `en_US`. */
  whatsapp: z
    .strictObject({
      name: z.string().regex(/^[a-z0-9_]{1,512}$/, "its name at Meta: small letters, digits and _"),
      languages: perLanguage(
        z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, "a code of Meta's, such as fr or en_US"),
      ),
    })
    .optional(),
  /** The ContentSid of each language's. */
  twilio: perLanguage(
    z.string().regex(/^HX[0-9a-f]{32}$/i, "a ContentSid: HX and 32 hexadecimal digits"),
  ).optional(),
});

/** `locales/templates.yaml`: a reply → the same words as vendors have approved them, for when they take no others. */
export const Templates = z.record(z.string(), Entry);
export type Templates = z.infer<typeof Templates>;

/**
 * A template of the shop's catalogue as its vendor knows it: in the writer's language, or else in the first one that the
 * vendor has approved. Null: this channel has none.
 */
export function templateAt(
  { name, language, values }: Template,
  channel: string,
  catalogue: Templates,
): Template | null {
  const entry = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
  const inOrder = [language as Language, ...languages];
  if (channel === "whatsapp" && entry?.whatsapp) {
    const codes = entry.whatsapp.languages;
    const code = inOrder.map((one) => codes[one]).find((one) => one !== undefined);
    return code === undefined ? null : { name: entry.whatsapp.name, language: code, values };
  }
  const sids = channel === "twilio" ? entry?.twilio : undefined;
  const sid = inOrder.map((one) => sids?.[one]).find((one) => one !== undefined);
  return sid === undefined ? null : { name: sid, language, values };
}
