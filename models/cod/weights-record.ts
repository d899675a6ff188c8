import { z } from "zod";
import { inShop } from "../commerce.ts";
import type { RecordKind } from "../ports/records.ts";
import { CodExperience, featureNames } from "./facts.ts";

const Figures = z.object({ auc: z.number().nullable(), brier: z.number().nullable() });

/** What a shop learned, by version; the highest one that is live scores its orders. */
export const CodWeights = z.object({
  shopId: z.string(),
  version: z.int().positive(),
  at: z.iso.datetime(),
  weights: z.array(z.number()).length(featureNames.length),
  experience: CodExperience,
  /** Outcomes that it learned from. */
  outcomes: z.int().positive(),
  /** On the latest outcomes, which neither had seen: what was live then, and this. */
  before: Figures,
  after: Figures,
  /** False: it was no better than what was live, which stays. */
  live: z.boolean(),
});
export type CodWeights = z.infer<typeof CodWeights>;

export const codWeightsKind: RecordKind<CodWeights, "shop"> = {
  name: "cod_weights",
  schema: CodWeights,
  id: ({ shopId, version }) => inShop(shopId, String(version)),
  indexes: { shop: ({ shopId }) => [shopId] },
};
