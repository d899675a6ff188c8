import { z } from "zod";
import type { Tap } from "../../shown.ts";

const Payload = z.looseObject({
  commands: z.array(z.looseObject({ command: z.string(), description: z.string() })),
  language_code: z.string().optional(),
});

/** The commands by language; under "" those of everybody who has none of their own. */
export type Menus = Map<string, z.infer<typeof Payload>["commands"]>;

/** https://core.telegram.org/bots/api#setmycommands */
export function keepCommands(payload: unknown, menus: Menus): void {
  const { commands, language_code = "" } = Payload.parse(payload);
  menus.set(language_code, commands);
}

export const menuOf = (menus: Menus, language: string): Tap[] =>
  (menus.get(language) ?? menus.get("") ?? []).map(({ command, description }) => ({
    label: `/${command}`,
    as: "text",
    description,
  }));
