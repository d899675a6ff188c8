import type { Activity, Attachment } from "botframework-schema";
import { absoluteUrl } from "../shared/absolute-url.ts";

/** An activity whose pictures can be fetched by the vendor: relative ones get `publicUrl`, or are left out. */
export function withAbsoluteUrls(activity: Partial<Activity>, publicUrl?: string): Partial<Activity> {
  if (!activity.attachments) return activity;
  return { ...activity, attachments: activity.attachments.flatMap((one) => absolute(one, publicUrl) ?? []) };
}

function absolute(attachment: Attachment, publicUrl?: string): Attachment | null {
  if (attachment.contentUrl !== undefined) {
    const contentUrl = absoluteUrl(attachment.contentUrl, publicUrl);
    return contentUrl === null ? null : { ...attachment, contentUrl };
  }
  const images: { url: string }[] | undefined = attachment.content?.images;
  if (!images) return attachment;
  const kept = images.flatMap((image) => {
    const url = absoluteUrl(image.url, publicUrl);
    return url === null ? [] : { ...image, url };
  });
  return { ...attachment, content: { ...attachment.content, images: kept } };
}
