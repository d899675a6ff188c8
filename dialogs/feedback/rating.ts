import { flow } from "../engine/flow.ts";
import { markSlot, type Rated, rate } from "./rated.ts";

/** An opinion of an article or of the shop: with a mark it is thanked for, without one it is asked for. */
export const feedbackRating = flow<Rated>("feedback.rating", {
  version: 1,
  intents: ["feedback.rating"],
  slots: { mark: markSlot },
  repeats: true,
  steps: rate<Rated>("feedback.ask", "shop"),
});
