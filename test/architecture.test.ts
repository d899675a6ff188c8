import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "..");

/** Folders that import models/ but never each other. */
const siblings = ["dialogs", "nlu", "channels", "commerce", "jobs", "locales", "web"];
/** Those who wire concrete adapters together. */
const wirers = ["bots", "cli", "test", "bench", "scripts", "sandbox"];

interface Import {
  file: string;
  folder: string;
  /** A path inside the repository, or the name of a package. */
  target: string;
  isLocal: boolean;
  isType: boolean;
}

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && !file.endsWith(".d.ts"));

const imports: Import[] = files.flatMap((file) => {
  const source = readFileSync(join(root, file), "utf8");
  const found = source.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^;"']*?\sfrom\s+)?["']([^"']+)["']|import\(["']([^"']+)["']\)/g,
  );
  return [...found].map(([, type, plain, dynamic]): Import => {
    const name = plain ?? dynamic!;
    const isLocal = name.startsWith(".");
    return {
      file,
      folder: file.split("/")[0]!,
      target: isLocal ? normalize(join(dirname(file), name)) : name,
      isLocal,
      isType: type !== undefined,
    };
  });
});

const broken = (rule: (one: Import) => boolean): string[] =>
  imports.filter((one) => !rule(one)).map(({ file, target }) => `${file} imports ${target}`);

test("the check sees the code", () => {
  expect(imports.length).toBeGreaterThan(300);
});

test("sibling folders never import each other", () => {
  expect(
    broken(({ folder, target, isLocal }) => {
      if (!isLocal || !siblings.includes(folder)) return true;
      const other = target.split("/")[0]!;
      return other === folder || other === "models";
    }),
  ).toEqual([]);
});

test("only bots, cli and tests know the concrete stores", () => {
  expect(
    broken(({ file, folder, target, isLocal }) => {
      const isStore = isLocal && /^models\/(?:mongo|embedded)\//.test(target);
      return !isStore || wirers.includes(folder) || /^models\/(?:mongo|embedded)\//.test(file);
    }),
  ).toEqual([]);
});

test("models imports nothing but zod and types of the Activity schema", () => {
  expect(
    broken(({ file, target, isLocal, isType }) => {
      const isPureModel = file.startsWith("models/") && !/^models\/(?:mongo|embedded)\//.test(file);
      if (!isPureModel) return true;
      return isLocal
        ? target.startsWith("models/")
        : target === "zod" || (target === "botframework-schema" && isType);
    }),
  ).toEqual([]);
});

test("only bots/config.ts reads the environment, for the server and the commands alike", () => {
  const readers = files.filter(
    (file) =>
      !/^(?:test|bench|scripts|sandbox)\//.test(file) &&
      /process\.env/.test(
        readFileSync(join(root, file), "utf8").replaceAll(/readConfig\(process\.env\)/g, ""),
      ),
  );
  expect(readers.filter((file) => file !== "bots/config.ts")).toEqual([]);
});

test("vendor packages are loaded only where their channel is, and never at start", () => {
  const heavy = [
    "botbuilder",
    "@great-detail/whatsapp",
    "telegraf",
    "twilio",
    "mongoose",
    "mongodb",
    "@agendajs/mongo-backend",
    "openai",
  ];
  expect(
    imports
      .filter(
        ({ folder, target, isType }) =>
          heavy.includes(target) && !isType && !wirers.slice(1).includes(folder),
      )
      .filter(({ file }) => !/^(?:models|jobs)\/mongo\//.test(file))
      .filter(({ file, target }) =>
        new RegExp(`from "${target}"`).test(
          readFileSync(join(root, file), "utf8").replaceAll(/import type [^;]*;/g, ""),
        ),
      )
      .map(({ file, target }) => `${file} loads ${target} at start`),
  ).toEqual([]);
  const atStart = files.filter(
    (file) =>
      /^(?:bots|cli)\//.test(file) &&
      /^import (?!type).*(?:models|jobs)\/mongo\//m.test(readFileSync(join(root, file), "utf8")),
  );
  expect(atStart).toEqual([]);
});
