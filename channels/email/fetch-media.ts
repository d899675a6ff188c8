import { z } from "zod";
import type { Clock } from "../../models/ports/clock.ts";
import { MediaError } from "../../models/ports/media.ts";
import { fetchFile } from "../shared/fetch-file.ts";
import { requireRoom } from "../shared/read-bounded.ts";
import { dataOf, type UseResend } from "./client.ts";
import { isNotFound } from "./delivery-error.ts";

/** https://resend.com/docs/api-reference/emails/retrieve-received-email-attachment */
const File = z.looseObject({
  download_url: z.url(),
  size: z.number().nullish().catch(null),
});

/** `inbound-cdn.resend.com`. */
const hosts = ["resend.com"];

export const referenceOfFile = (emailId: string, attachmentId: string): string =>
  `${emailId}/${attachmentId}`;

/**
 * A file of an e-mail. Resend tells an address of its own, which is good for an hour and wants no key.
 * @throws {MediaError | DeliveryError}
 */
export async function fetchMedia(
  reference: string,
  { use, apiUrl, clock }: { use: UseResend; apiUrl: string; clock: Clock },
  signal: AbortSignal,
): Promise<Buffer> {
  const [emailId = "", id = ""] = reference.split("/");
  const answer = await use(signal, (resend, options) =>
    resend.emails.receiving.attachments.get({ emailId, id }, options),
  );
  if (isNotFound(answer)) throw new MediaError("gone", "Resend has no such file any more");
  const now = clock.now();
  const file = File.safeParse(dataOf(answer, now));
  if (!file.success) throw new MediaError("gone", "Resend gave no address of the file");
  requireRoom(file.data.size ?? undefined);
  return fetchFile(file.data.download_url, { hosts, apiUrl, now }, signal);
}
