import { askServer, CommandError } from "./api.ts";

const usage = `npm run nlu -- review                      messages that were not understood, or misread
npm run nlu -- review label ID INTENT     it becomes a training phrase of the shop's own
npm run nlu -- review dismiss ID          nothing is to be learned from it`;

interface Unclear {
  id: string;
  text: string;
  language: string;
  reason: string;
  intents: { name: string; score: number }[];
  chosen: Record<string, number>;
  count: number;
}

const path = "/v1/admin/unclear-messages";

/** Lists what the models may have misread, and says what was meant. */
export async function review([command = "list", id, intent]: string[]): Promise<void> {
  if (command === "list") return list();
  if (!id) throw new CommandError(usage);
  if (command === "dismiss") await askServer("POST", `${path}/${encodeURIComponent(id)}/dismiss`, {});
  else if (command === "label" && intent)
    await askServer("POST", `${path}/${encodeURIComponent(id)}/label`, { intent });
  else throw new CommandError(usage);
  console.log("Done.");
}

async function list(): Promise<void> {
  const { messages } = await askServer<{ messages: Unclear[] }>("GET", path);
  if (messages.length === 0) console.log("Nothing to review.");
  for (const { id, text, language, reason, intents, chosen, count } of messages) {
    const guesses = intents.map(({ name, score }) => `${name} ${score.toFixed(2)}`).join(", ");
    const choices = Object.entries(chosen).map(([name, times]) => `${name} × ${times}`);
    console.log(`${id}  ${language}  × ${count}  ${reason}: ${JSON.stringify(text)}`);
    console.log(`    read as ${guesses}${choices.length > 0 ? `; chosen then: ${choices.join(", ")}` : ""}`);
  }
}
