/** https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media#supported-media-types */
const documents = new Set([
  "text/plain",
  "application/pdf",
  "application/msword",
  "application/vnd.ms-excel",
  "application/vnd.ms-powerpoint",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
]);

export const isDocument = (contentType: string): boolean =>
  documents.has(contentType.split(";")[0]!.trim().toLowerCase());

/** JPEG and PNG only: with another, the whole message fails. Most addresses end with the type. */
export const isPicture = (url: string): boolean =>
  !/\.(?:webp|gif|svg|avif|bmp|tiff?|heic)(?:[?#]|$)/i.test(url);
