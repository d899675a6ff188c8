import type { Address } from "../../models/commerce.ts";
import type { Scene } from "../engine/flow.ts";
import { cityName } from "./city-name.ts";

/** "12 rue Oued Ziz, Hay Riad, Rabat, près de la pharmacie (+212661234567)", as one reads it back to a shopper. */
export function addressLine(
  { street, area, city, landmark, location, phone }: Address,
  scene: Pick<Scene, "language" | "replies">,
): string {
  const { language, replies } = scene;
  const where = [
    street || (location && replies.render("address.shared_place", language)),
    area,
    cityName(city, scene),
    landmark,
  ];
  const line = where.filter(Boolean).join(language === "ar" ? "، " : ", ");
  return phone === undefined ? line : `${line} (${phone})`;
}
