import { readConfig } from "../../../bots/config.ts";
import { type Examined, examine } from "../../../cli/doctor/index.ts";
import type { Templates } from "../../../models/templates.ts";

/** Answers by their whole address; anything else is not found. */
export type Answers = Record<string, { status?: number; body?: unknown }>;

/** What was asked, with what was sent along. */
export interface Asked {
  url: string;
  headers: Record<string, string>;
  form: Record<string, string> | undefined;
}

export const origin = "https://chat.shop.example";
export const now = new Date("2026-11-26T12:00:00Z");

/** The server itself, with every door. */
const server: Answers = {
  [`${origin}/readyz`]: { body: { status: "ok" } },
  ...Object.fromEntries(
    ["whatsapp", "messenger", "telegram", "twilio", "resend"].map((vendor) => [
      `${origin}/webhooks/${vendor}`,
      { status: 405, body: { type: "urn:hanout:problem:method" } },
    ]),
  ),
  [`${origin}/api/messages`]: { status: 405, body: { type: "urn:hanout:problem:method" } },
};

/** What the doctor finds with these variables, where vendors answer so. `asked` is filled with its questions. */
export function examined(
  env: Record<string, string>,
  answers: Answers,
  { templates = {}, asked = [] }: { templates?: Templates; asked?: Asked[] } = {},
): Promise<Examined[]> {
  const known: Answers = { ...server, ...answers };
  const { accounts, microsoft, publicUrl } = readConfig({ PUBLIC_URL: origin, ...env });
  return examine(
    { accounts, microsoft, publicUrl },
    {
      async ask(url, headers = {}, form) {
        asked.push({ url, headers, form });
        const { status = 200, body } = known[url] ?? { status: 404 };
        return { status, body };
      },
      now,
      templates,
    },
  );
}

/** What is to be mended of an account. */
export const faultsOf = (all: readonly Examined[], name: string): string[] =>
  findingsOf(all, name).flatMap((one) => (one.mark === "MEND" ? [`${one.what} → ${one.mend}`] : []));

/** What is good to know of an account. */
export const notesOf = (all: readonly Examined[], name: string): string[] =>
  findingsOf(all, name).flatMap((one) => (one.mark === "note" ? [one.what] : []));

const findingsOf = (all: readonly Examined[], name: string): Examined["findings"] =>
  all.find((one) => one.name === name)!.findings;
