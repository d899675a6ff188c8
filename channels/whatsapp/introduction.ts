import type { Content, DocumentFile, Picture } from "../../models/activity.ts";
import { absoluteUrl } from "../shared/absolute-url.ts";
import { isDocument, isPicture } from "./media-types.ts";
import type { Part } from "./part.ts";

/** What a message says itself, with its picture and its document. */
export function introductionOf(content: Content, publicUrl: string | undefined): Part[] {
  const { text = "", image, document } = content;
  if (image && document) return [ofPicture(image, text, publicUrl), ofDocument(document, "", publicUrl)];
  if (image) return [ofPicture(image, text, publicUrl)];
  if (document) return [ofDocument(document, text, publicUrl)];
  return text.trim() === "" ? [] : [{ words: text }];
}

/** What a picture shows is told as well, unless the text does so. */
function ofPicture({ url, alt }: Picture, text: string, publicUrl: string | undefined): Part {
  const link = absoluteUrl(url, publicUrl);
  if (link === null || isPicture(link))
    return { words: text.includes(alt) ? text : together(alt, text), ...pictureOf(url, publicUrl) };
  return { words: together(text, [alt, link].filter(Boolean).join(": ")) };
}

/** A picture that WhatsApp can show, and find. */
export function pictureOf(url: string | undefined, publicUrl: string | undefined): Pick<Part, "picture"> {
  const link = url === undefined ? null : absoluteUrl(url, publicUrl);
  return link !== null && isPicture(link) ? { picture: { link } } : {};
}

/** Of a type that WhatsApp does not take, the shopper gets the address. */
function ofDocument(file: DocumentFile, text: string, publicUrl: string | undefined): Part {
  const { url, name, contentType } = file;
  const link = absoluteUrl(url, publicUrl);
  if (link !== null && isDocument(contentType)) return { words: text, document: { link, filename: name } };
  return { words: together(text, link === null ? name : `${name}: ${link}`) };
}

const together = (...words: string[]): string => words.filter(Boolean).join("\n\n");
