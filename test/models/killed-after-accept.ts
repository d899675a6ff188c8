// Run by embedded-kill.test.ts: accepts events, says so, and dies without a word the moment they are acknowledged.
import { writeSync } from "node:fs";
import { openEmbeddedStore } from "../../models/embedded/index.ts";

const [dataDir, count] = process.argv.slice(2);
const { conversations } = await openEmbeddedStore({ dataDir: dataDir! });
const at = new Date(0);
const { conversationId } = await conversations.open({
  shopId: "dar-lina",
  channel: "web",
  account: "page",
  peer: "amina",
  identities: ["web:amina"],
  at,
});
const accepting = Array.from({ length: Number(count) }, (_, i) =>
  conversations
    .accept(conversationId, [{ kind: "text", key: `m${i}`, at: at.toISOString(), text: "hello" }])
    .then(() => writeSync(1, `${conversationId} m${i}\n`)),
);
const claim = await conversations.claim(conversationId, "w", at, 8_000);
if (claim) writeSync(1, `${conversationId} claimed\n`);
await accepting.at(-1);
// Some more, not waited for: these may be there or not, but never in halves.
void conversations.accept(conversationId, [{ kind: "text", key: "torn", at: at.toISOString(), text: "x" }]);
setImmediate(() => process.kill(process.pid, "SIGKILL"));
