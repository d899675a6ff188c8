import { z } from "zod";
import type { Shown, Tap } from "../../shown.ts";

/** A call that shows something, as far as we look into it: the schema has been checked before. */
export const Payload = z.looseObject({
  chat_id: z.number(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.string().optional(),
  document: z.string().optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  title: z.string().optional(),
  address: z.string().optional(),
  reply_markup: z
    .looseObject({
      inline_keyboard: z
        .array(
          z.array(
            z.looseObject({
              text: z.string(),
              callback_data: z.string().optional(),
              url: z.string().optional(),
            }),
          ),
        )
        .optional(),
      keyboard: z
        .array(z.array(z.looseObject({ text: z.string(), request_location: z.boolean().optional() })))
        .optional(),
    })
    .optional(),
});
export type Payload = z.infer<typeof Payload>;

/** What Telegram shows of a call: buttons under the message, or a keyboard in the place of the letters. Pure. */
export function shownOf({ text, caption, photo, document, reply_markup: markup, ...venue }: Payload): Shown {
  const words = text ?? caption;
  const { latitude, longitude, title: name = "", address = "" } = venue;
  return {
    ...(latitude !== undefined &&
      longitude !== undefined && { place: { latitude, longitude, name, address } }),
    ...(words !== undefined && { text: words }),
    ...(photo !== undefined && { image: photo }),
    ...(document !== undefined && { file: { name: document.split("/").at(-1)!, url: document } }),
    ...(markup?.inline_keyboard && {
      taps: markup.inline_keyboard.flat().map(
        ({ text: label, callback_data, url }): Tap => ({
          label,
          as: "callback",
          ...(callback_data !== undefined && { value: callback_data }),
          ...(url !== undefined && { url }),
        }),
      ),
    }),
    ...(markup?.keyboard && {
      replies: markup.keyboard
        .flat()
        .map(
          ({ text: label, request_location }): Tap => ({ label, as: request_location ? "location" : "text" }),
        ),
    }),
  };
}
