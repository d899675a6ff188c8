import type { ApiMessage } from "../channels/web/index.ts";
import { askServer, CommandError, runCommand } from "./api.ts";

/** `npm run staff`: who waits for a person; show one, take it, answer, hand it back. */
const usage = `npm run staff -- list | mine            conversations that wait; those that staff have
npm run staff -- show ID                the conversation
npm run staff -- take ID                the bot is silent from now on
npm run staff -- reply ID TEXT          write to the shopper
npm run staff -- back ID                the bot answers again`;

interface Waiting {
  id: string;
  channel: string;
  name: string | null;
  handover: { reason: string; summary: string; at: string; takenBy?: string; refusal?: string } | null;
}

const path = (id: string, action = ""): string =>
  `/v1/admin/conversations/${encodeURIComponent(id)}${action}`;

await runCommand(async () => {
  const [command = "list", id, ...words] = process.argv.slice(2);
  if (command === "list" || command === "mine") return list(command === "list" ? "waiting" : "staff");
  if (!id) throw new CommandError(usage);
  if (command === "show") return show(id);
  if (command === "take") await askServer("POST", path(id, "/take"), {});
  else if (command === "back") await askServer("POST", path(id, "/hand-back"), {});
  else if (command === "reply" && words.length > 0)
    await askServer("POST", path(id, "/replies"), { text: words.join(" ") });
  else throw new CommandError(usage);
  console.log("Done.");
});

async function list(owner: "waiting" | "staff"): Promise<void> {
  const { conversations } = await askServer<{ conversations: Waiting[] }>(
    "GET",
    `/v1/admin/conversations?owner=${owner}`,
  );
  if (conversations.length === 0)
    console.log(owner === "waiting" ? "Nobody waits." : "Staff have no conversation.");
  for (const { id, channel, name, handover } of conversations) {
    console.log(
      `${id}  ${handover?.at ?? ""}  ${channel}  ${name ?? "(no name)"}  ${handover?.reason ?? ""}: ${handover?.summary ?? ""}`,
    );
    if (handover?.refusal !== undefined) console.log(`  another app has it: ${handover.refusal}`);
  }
}

async function show(id: string): Promise<void> {
  for (let after = 0; ; ) {
    const { messages, cursor } = await askServer<{ messages: ApiMessage[]; cursor: number }>(
      "GET",
      `${path(id)}?after=${after}`,
    );
    if (cursor === after) return;
    for (const message of messages)
      console.log(`${message.at}  ${message.from}: ${message.text ?? "(no text)"}`);
    after = cursor;
  }
}
