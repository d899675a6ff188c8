import type { Option, Scene } from "../engine/flow.ts";

/** The answers to a question that wants yes or no. */
export const yesOrNo = ({ replies, language }: Pick<Scene<unknown>, "replies" | "language">): Option[] => [
  { title: replies.render("return.yes.button", language), value: true },
  { title: replies.render("return.no.button", language), value: false },
];
