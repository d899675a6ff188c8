import { z } from "zod";
import type { Answer } from "./finding.ts";

/** Reads below the version of Meta's Graph API, with the account's token. */
export type ReadGraph = (path: string) => Promise<Answer>;

/** What lets WhatsApp accounts be read. */
export const access =
  "give the account to the system user with full control, and whatsapp_business_management to the token";

/** https://developers.facebook.com/docs/graph-api/results */
const Paging = z.object({ next: z.string(), cursors: z.object({ after: z.string() }) });

/** The address that Meta gives repeats the token in its query, so only its cursor is taken. */
export function nextPage(path: string, paging: unknown): string | undefined {
  const { data } = Paging.safeParse(paging);
  return data && `${path}&after=${encodeURIComponent(data.cursors.after)}`;
}
