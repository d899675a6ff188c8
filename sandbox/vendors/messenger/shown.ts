import type { Shown, Tap } from "../../shown.ts";
import type { Button, Request } from "./request.ts";

/** What Messenger shows of a message: cards to be swiped through, quick replies above the keyboard. Pure. */
export function shownOf({ text, attachment, quick_replies }: NonNullable<Request["message"]>): Shown {
  const { type, payload } = attachment ?? {};
  const url = payload?.url;
  const words = text ?? payload?.text;
  return {
    ...(words !== undefined && { text: words }),
    ...(type === "image" && url !== undefined && { image: url }),
    ...(type === "file" && url !== undefined && { file: { name: url.split("/").at(-1)!, url } }),
    ...(payload?.buttons && { taps: payload.buttons.map(tapOf) }),
    ...(payload?.elements && {
      cards: payload.elements.map(({ title, subtitle, image_url, buttons = [] }) => ({
        title,
        ...(subtitle !== undefined && { subtitle }),
        ...(image_url !== undefined && { image: image_url }),
        taps: buttons.map(tapOf),
      })),
    }),
    ...(quick_replies && {
      replies: quick_replies.map(({ title, payload: value }) => ({ label: title, as: "quick-reply", value })),
    }),
  };
}

const tapOf = ({ title, payload, url }: Button): Tap => ({
  label: title,
  as: "postback",
  ...(payload !== undefined && { value: payload }),
  ...(url !== undefined && { url }),
});
