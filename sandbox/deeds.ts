import { z } from "zod";

const words = z.string().min(1).max(20_000);
const is = <Kind extends string>(kind: Kind) => ({ kind });

/** What a shopper can do, as `POST /sandbox/<channel>/shopper` says it: one of these fields, beside `from`. */
export const Deed = z.union(
  [
    /** `subject`: of an e-mail that begins a new thread. */
    z
      .strictObject({ text: words, subject: z.string().max(900).optional() })
      .transform((deed) => ({ ...is("text"), ...deed })),
    /** The label, or the payload, of something that can be tapped: the newest that has it. */
    z.strictObject({ tap: words }).transform(({ tap }) => ({ ...is("tap"), what: tap })),
    z
      .strictObject({ image: z.union([z.literal(true), z.strictObject({ caption: words.optional() })]) })
      .transform(({ image }) => ({ ...is("image"), caption: image === true ? undefined : image.caption })),
    z
      .strictObject({ file: z.strictObject({ name: words, caption: words.optional() }) })
      .transform(({ file }) => ({ ...is("file"), ...file })),
    z.strictObject({ voice: z.literal(true) }).transform(() => is("voice")),
    z.strictObject({ sticker: z.literal(true) }).transform(() => is("sticker")),
    z
      .strictObject({
        location: z.strictObject({
          latitude: z.number().min(-90).max(90),
          longitude: z.number().min(-180).max(180),
        }),
      })
      .transform(({ location }) => ({ ...is("location"), ...location })),
    /** Their own, on a channel where a contact can be shared. */
    z
      .strictObject({ contact: z.strictObject({ phone: z.string().regex(/^\+\d{6,15}$/) }) })
      .transform(({ contact }) => ({ ...is("contact"), ...contact })),
    /** Their last text, put otherwise. */
    z.strictObject({ edit: words }).transform(({ edit }) => ({ ...is("edit"), text: edit })),
    z.strictObject({ react: words }).transform(({ react }) => ({ ...is("react"), emoji: react })),
    z.strictObject({ blocks: z.boolean() }).transform(({ blocks }) => ({ ...is("blocks"), blocks })),
    /** By the vendor's own switch for offers, not by a word. */
    z
      .strictObject({ wantsMessages: z.boolean() })
      .transform(({ wantsMessages }) => ({ ...is("consent"), wantsMessages })),
    /** Their first words after they clicked an ad that leads to the chat. */
    z.strictObject({ ad: words }).transform(({ ad }) => ({ ...is("ad"), text: ad })),
    /**
     * Not they, but people of the shop in the vendor's own inbox: they take the conversation, `keeps` so that no app may take
     * it from there; give it to the shop's app, `leaves`: without a word; ask that app for it; or write to the shopper.
     */
    z
      .strictObject({
        inbox: z.union([
          z.enum(["takes", "keeps", "passes", "leaves", "asks"]),
          z.strictObject({ writes: words }),
        ]),
      })
      .transform(({ inbox }) => ({ ...is("inbox"), does: inbox })),
    /** They look at the chat: what came until now is read. */
    z.strictObject({ reads: z.literal(true) }).transform(() => is("reads")),
  ],
  "say what the shopper does, by one of: text, tap, image, file, voice, sticker, location, contact, edit, react, blocks, wantsMessages, ad, inbox, reads; sandbox/README.md has an example of each",
);
export type Deed = z.infer<typeof Deed>;
export type DeedOf<Kind extends Deed["kind"]> = Extract<Deed, { kind: Kind }>;
