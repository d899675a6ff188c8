import type { Shown } from "../../shown.ts";
import type { Request } from "./request.ts";

/** What WhatsApp shows of a message: buttons under the words, a list behind its button. Pure. */
export function shownOf({ text, image, document, location, template, interactive }: Request): Shown {
  if (template) return { note: `template ${template.name}`, text: valuesOf(template).join(" · ") };
  if (interactive) return ofInteractive(interactive);
  const caption = image?.caption ?? document?.caption ?? text?.body;
  return {
    ...(caption !== undefined && { text: caption }),
    ...(image && { image: image.link }),
    ...(document && { file: fileOf(document) }),
    ...(location && { place: placeOf(location) }),
  };
}

function ofInteractive({ type, header, body, action }: NonNullable<Request["interactive"]>): Shown {
  const { buttons, sections, button } = action;
  const rows = (sections ?? []).flatMap((section) => section.rows);
  return {
    text: body.text,
    ...(header?.image && { image: header.image.link }),
    ...(header?.document && { file: fileOf(header.document) }),
    ...(buttons && {
      taps: buttons.map(({ reply }) => ({ label: reply.title, as: "button", value: reply.id })),
    }),
    ...(sections && {
      list: {
        opens: button ?? "",
        rows: rows.map(({ id, title, description }) => ({
          label: title,
          as: "row",
          value: id,
          ...(description !== undefined && { description }),
        })),
      },
    }),
    ...(type === "location_request_message" && { taps: [{ label: "Send location", as: "location" }] }),
  };
}

const placeOf = ({ latitude, longitude, name = "", address = "" }: NonNullable<Request["location"]>) => ({
  latitude,
  longitude,
  name,
  address,
});

const fileOf = ({ link, filename }: { link: string; filename?: string | undefined }) => ({
  name: filename ?? link.split("/").at(-1)!,
  url: link,
});

const valuesOf = ({ components = [] }: NonNullable<Request["template"]>): string[] =>
  components.flatMap(({ parameters = [] }) => parameters.flatMap(({ text }) => text ?? []));
