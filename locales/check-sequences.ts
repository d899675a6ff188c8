import { type Sequences, sequenceKinds, sequenceReply } from "../models/sequence/definition.ts";
import type { Shop } from "../models/shop.ts";
import type { Report } from "./fault.ts";
import { didYouMean } from "./suggest.ts";
import { placeOfPath, type YamlFile } from "./yaml-file.ts";

/** Steps of sequences whose words and promo codes are there. */
export function checkSequences(
  { file, sequences }: { file: YamlFile; sequences: Sequences },
  replies: ReadonlySet<string>,
  shop: Shop | undefined,
  report: Report,
): void {
  const codes = shop?.promoCodes.map(({ code }) => code);
  for (const kind of sequenceKinds) {
    const own = [...replies].filter((key) => key.startsWith(sequenceReply(kind, "")));
    for (const [place, { say, code }] of (sequences[kind]?.steps ?? []).entries()) {
      for (const key of say.map((word) => sequenceReply(kind, word)))
        if (!replies.has(key))
          report(
            placeOfPath(file, [kind, "steps", place, "say"]),
            `there is no reply "${key}"${didYouMean(key, own)}: add it to replies.yaml`,
          );
      if (code !== undefined && codes && !codes.includes(code))
        report(
          placeOfPath(file, [kind, "steps", place, "code"]),
          `the shop has no code ${code}${didYouMean(code, codes)}: add it to promoCodes in shop.yaml`,
        );
    }
  }
}
