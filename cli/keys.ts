import { askServer, CommandError, runCommand } from "./api.ts";

/** `npm run keys -- list | create NAME | revoke ID`: keys of the merchant and staff API. */
const usage = "npm run keys -- list | create NAME | revoke ID";

interface Key {
  id: string;
  name: string;
  createdAt: string;
}

await runCommand(async () => {
  const [command = "list", argument] = process.argv.slice(2);
  if (command === "list") {
    const { keys } = await askServer<{ keys: Key[] }>("GET", "/v1/admin/keys");
    if (keys.length === 0) console.log(`No keys yet. ${usage}`);
    for (const { id, name, createdAt } of keys) console.log(`${id}  ${createdAt}  ${name}`);
  } else if (command === "create" && argument) {
    const { key, id } = await askServer<Key & { key: string }>("POST", "/v1/admin/keys", { name: argument });
    console.log(`${key}\nKeep it now, it is not shown again. To revoke it: npm run keys -- revoke ${id}`);
  } else if (command === "revoke" && argument) {
    await askServer("DELETE", `/v1/admin/keys/${encodeURIComponent(argument)}`);
    console.log("Revoked.");
  } else {
    throw new CommandError(usage);
  }
});
