import { z } from "zod";
import type { Templates } from "../../models/templates.ts";
import { type Finding, well, wrong } from "./finding.ts";
import { placeholdersIn } from "./placeholders.ts";
import type { TwilioReads } from "./twilio-reads.ts";

/** https://www.twilio.com/docs/content/content-api-resources */
const Content = z.looseObject({ types: z.record(z.string(), z.unknown()) });
/** https://www.twilio.com/docs/content/content-api-resources#fetch-approval-status-requests */
const Approval = z.looseObject({ whatsapp: z.looseObject({ status: z.string() }) });

/** What the shop's catalogue names, held against what the account has and WhatsApp approved. */
export async function checkContents(catalogue: Templates, reads: TwilioReads): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const { twilio = {}, values } of Object.values(catalogue))
    for (const sid of Object.values(twilio))
      if (sid) found.push(await checkContent(sid, values.length, reads));
  return found;
}

async function checkContent(sid: string, values: number, { content, read }: TwilioReads): Promise<Finding> {
  const told = Content.safeParse((await read(`${content}/v1/Content/${sid}`)).body);
  if (!told.success)
    return wrong(`template ${sid} is not of this account`, "make it, or correct locales/templates.yaml");
  const approval = Approval.safeParse((await read(`${content}/v1/Content/${sid}/ApprovalRequests`)).body);
  const status = approval.data?.whatsapp.status ?? "not submitted";
  if (status !== "approved")
    return wrong(`template ${sid} is ${status}`, "submit it to WhatsApp in the Content Template Builder");
  const placeholders = placeholdersIn(JSON.stringify(told.data.types));
  return placeholders.length === values
    ? well(`template ${sid} is approved`)
    : wrong(
        `template ${sid}: ${placeholders.length} placeholder(s) at Twilio, ${values} value(s) in locales/templates.yaml`,
        "make both the same",
      );
}
