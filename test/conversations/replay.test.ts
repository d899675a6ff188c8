import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { replay } from "../../bots/transcripts/replay.ts";
import { modelFolder } from "../model-folder.ts";

test("replaying a folder tells which conversations went otherwise, and goes on after them", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hanout-chats-"));
  await writeFile(
    join(folder, "some.chat"),
    "=== wrong\nshopper: merci\nbot: Bof.\n=== right\nshopper: merci\nbot: …\n",
  );
  await writeFile(join(folder, "notes.txt"), "not a transcript");
  const broken = await replay(folder, { modelDir: modelFolder });
  expect(broken).toEqual([
    { name: "some.chat: wrong", reason: expect.stringMatching(/^line 3: expected:\n {2}Bof\./) },
  ]);
});
