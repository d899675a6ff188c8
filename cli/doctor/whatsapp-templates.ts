import { z } from "zod";
import type { Templates } from "../../models/templates.ts";
import { type Finding, parsed, readPages, well, wrong } from "./finding.ts";
import { access, nextPage, type ReadGraph } from "./graph.ts";
import { placeholdersIn } from "./placeholders.ts";

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components */
const Component = z.looseObject({
  type: z.string(),
  format: z.string().optional(),
  text: z.string().optional(),
});

/** https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates */
const MessageTemplates = z.object({
  data: z.array(
    z.looseObject({
      name: z.string(),
      language: z.string(),
      status: z.string(),
      components: z.array(Component).default([]),
    }),
  ),
  paging: z.unknown().optional(),
});

export type MessageTemplate = z.infer<typeof MessageTemplates>["data"][number];

/** @throws {UnreadableError} */
export function readTemplates(account: string, read: ReadGraph): Promise<MessageTemplate[]> {
  const path = `${account}/message_templates?fields=name,language,status,components&limit=100`;
  return readPages(path, async (page) => {
    const answer = await read(page);
    const what = `the templates of WhatsApp account ${account}`;
    const { data, paging } = parsed(MessageTemplates, answer, what, access);
    return { items: data, next: nextPage(path, paging) };
  });
}

/** What the shop's catalogue names, held against what Meta has. */
export function checkTemplates(catalogue: Templates, atMeta: readonly MessageTemplate[]): Finding[] {
  return Object.values(catalogue).flatMap(({ whatsapp, values }) =>
    Object.values(whatsapp?.languages ?? {}).map((language) => {
      const name = whatsapp!.name;
      const found = atMeta.find((one) => one.name === name && one.language === language);
      return checkTemplate(`template ${name} (${language})`, found, values.length);
    }),
  );
}

function checkTemplate(what: string, template: MessageTemplate | undefined, values: number): Finding {
  if (!template)
    return wrong(
      `${what} is not at Meta`,
      "make it in the WhatsApp Manager, or correct locales/templates.yaml",
    );
  if (template.status !== "APPROVED")
    return wrong(`${what} is ${template.status}`, "the WhatsApp Manager tells why, and lets it be changed");
  const [body, others] = [true, false].map((isBody) =>
    template.components.filter(({ type }) => (type === "BODY") === isBody),
  ) as [MessageTemplate["components"], MessageTemplate["components"]];
  const placeholders = placeholdersIn(body.map(({ text }) => text ?? "").join());
  if (placeholders.some((name) => !/^\d+$/.test(name)))
    return wrong(`${what} has placeholders with names`, "make it anew with {{1}}, {{2}}, …");
  // A button may have one in its address.
  if (others.some(wantsMore))
    return wrong(
      `${what} wants something in its header or a button`,
      "make it anew with placeholders in its body only",
    );
  return placeholders.length === values
    ? well(`${what} is APPROVED`)
    : wrong(
        `${what}: ${placeholders.length} placeholder(s) at Meta, ${values} value(s) in locales/templates.yaml`,
        "make both the same",
      );
}

/** A header of another form than text is a file that each message would have to bring. */
const wantsMore = (component: MessageTemplate["components"][number]): boolean =>
  placeholdersIn(JSON.stringify(component)).length > 0 ||
  (component.type === "HEADER" && component.format !== undefined && component.format !== "TEXT");
