import type { Option, Scene } from "../engine/flow.ts";

/** "Oui, c'est bon", "Non": whether an order may be changed so. */
export const yesNo = ({ replies, language }: Pick<Scene<unknown>, "replies" | "language">): Option[] => [
  { title: replies.render("order.change.yes.button", language), value: true },
  { title: replies.render("order.change.no.button", language), value: false },
];
