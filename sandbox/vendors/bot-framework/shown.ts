import { z } from "zod";
import type { Shown, Tap } from "../../shown.ts";

const Action = z.looseObject({ type: z.string(), title: z.string(), value: z.unknown() });

/** An activity of the shop, as far as we look into it: the schema has been checked before. */
export const Request = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  attachments: z
    .array(
      z.looseObject({
        contentType: z.string(),
        contentUrl: z.string().optional(),
        name: z.string().optional(),
        content: z
          .looseObject({
            title: z.string().optional(),
            subtitle: z.string().optional(),
            text: z.string().optional(),
            images: z.array(z.looseObject({ url: z.string() })).optional(),
            buttons: z.array(Action).optional(),
          })
          .optional(),
      }),
    )
    .optional(),
  suggestedActions: z.looseObject({ actions: z.array(Action) }).optional(),
});
export type Request = z.infer<typeof Request>;

/** What a web chat of the Bot Framework shows of an activity. Pure. */
export function shownOf({ text, attachments = [], suggestedActions }: Request): Shown {
  const picture = attachments.find(({ contentType }) => contentType.startsWith("image/"));
  const file = attachments.find(
    ({ contentType, contentUrl }) => contentUrl && !contentType.startsWith("image/"),
  );
  const cards = attachments.flatMap(({ content }) => (content ? [content] : []));
  return {
    ...(text !== undefined && { text }),
    ...(picture?.contentUrl && { image: picture.contentUrl }),
    ...(file?.contentUrl && { file: { name: file.name ?? "file", url: file.contentUrl } }),
    ...(cards.length > 0 && {
      cards: cards.map(({ title = "", subtitle, text: words, images, buttons = [] }) => ({
        title,
        ...((subtitle ?? words) && { subtitle: [words, subtitle].filter(Boolean).join(" – ") }),
        ...(images?.[0] && { image: images[0].url }),
        taps: buttons.map(tapOf),
      })),
    }),
    ...(suggestedActions && { replies: suggestedActions.actions.map(tapOf) }),
  };
}

const tapOf = ({ type, title, value }: z.infer<typeof Action>): Tap =>
  type === "openUrl"
    ? { label: title, as: type, url: String(value) }
    : { label: title, as: type, value: String(value) };
