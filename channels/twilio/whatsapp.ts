import type { Content, Template } from "../../models/activity.ts";
import { absoluteUrl } from "../shared/absolute-url.ts";
import { templateValue } from "../shared/template-value.ts";
import { type Message, toMessages } from "./message.ts";
import { asLink, inWords, pictureOf } from "./words.ts";

/** Below a picture. UTF-16 units. */
const mostCaptionChars = 1024;

/**
 * Buttons and lists would each need a content of their own, made at Twilio beforehand: choices are numbered text.
 * https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages
 */
export function whatsappMessages(content: Content, publicUrl: string | undefined): Message[] {
  const { template, text, image, document } = content;
  if (template && isContentSid(template.name)) return [ofTemplate(template)];
  const picture = pictureOf(content, publicUrl);
  // A document has no caption and shows no name. Only PDF is sure to be taken.
  const file = document?.contentType === "application/pdf" ? absoluteUrl(document.url, publicUrl) : null;
  const told = [
    text,
    image && (picture === null ? asLink(image.alt, image.url, publicUrl) : !text && image.alt),
    document && (file === null ? asLink(document.name, document.url, publicUrl) : !text && document.name),
  ];
  const words = inWords({ ...content, text: told.filter(Boolean).join("\n") });
  return [
    ...(picture === null ? toMessages(words, null) : toMessages(words, picture, mostCaptionChars)),
    ...(file === null ? [] : [{ mediaUrl: [file] }]),
  ];
}

/** A template's name in a shop that writes through Twilio is its ContentSid. https://www.twilio.com/docs/content */
const isContentSid = (name: string): boolean => /^HX[0-9a-f]{32}$/i.test(name);

const ofTemplate = ({ name, values }: Template): Message => ({
  contentSid: name,
  contentVariables: JSON.stringify(
    Object.fromEntries(values.map((value, place) => [place + 1, templateValue(value)])),
  ),
});
