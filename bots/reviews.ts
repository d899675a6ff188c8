import { inShop } from "../models/commerce.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { OpenRecords } from "../models/ports/records.ts";
import { Review, reviewKind } from "../models/review.ts";
import type { Actions } from "./actions.ts";
import { changeRecord } from "./change-record.ts";

const Given = Review.omit({ shopId: true, at: true });

/** Keeps what shoppers think of their orders; of each, the last they said. */
export const reviewActions = ({
  shopId,
  records,
  clock,
}: {
  shopId: string;
  records: OpenRecords;
  clock: Clock;
}): Actions => ({
  "review.note": async (args) => {
    const given = Given.parse(args);
    const doc = { ...given, shopId, at: clock.now().toISOString() };
    await changeRecord(await records(reviewKind), inShop(shopId, given.order), () => ({ doc, value: null }));
  },
});
