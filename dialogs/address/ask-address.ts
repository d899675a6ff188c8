import { countryOf } from "../../models/cities.ts";
import type { Address } from "../../models/commerce.ts";
import { deliveryZone } from "../../models/delivery-zone.ts";
import { ask, branch, check, type Question, read, type Scene, type Step } from "../engine/flow.ts";
import { placeOf } from "../engine/place.ts";
import { addressLine } from "./address-line.ts";
import { addressParts } from "./address-parts.ts";
import { type AskedAddress, noLandmark } from "./address-slots.ts";
import { cityKey, cityName } from "./city-name.ts";
import { lastAddress } from "./last-address.ts";
import { parsePhone } from "./phone.ts";

/**
 * Asks for a whole address, one question at a time, and gives it as `address`: the one of the last order is offered first;
 * then the city, the street (or a shared location), a landmark where the street alone is not found, and who receives it.
 */
export function askAddress<V extends AskedAddress>(): Step<V>[] {
  const steps: Step<AskedAddress>[] = [
    read("last", (scene) => lastAddress(scene)),
    branch("last", offersLast, {
      yes: [
        ask("same", (scene) => ({
          reply: { key: "address.same", params: { address: addressLine(scene.values.last!, scene) } },
          options: [
            { title: scene.replies.render("address.same.yes.button", scene.language), value: true },
            { title: scene.replies.render("address.same.no.button", scene.language), value: false },
          ],
        })),
      ],
    }),
    branch("where", ({ values }) => (values.same ? "same" : "other"), {
      other: [...askWhere<AskedAddress>(), ...askWho<AskedAddress>()],
    }),
    read("address", ({ values, shop }) =>
      values.same
        ? { ...values.last!, ...(values.phone !== undefined && { phone: values.phone }) }
        : newAddress(values, shop.country),
    ),
  ];
  return steps as unknown as Step<V>[];
}

/** City, street and landmark, of a place to which the shop delivers. */
export function askWhere<V extends AskedAddress>(): Step<V>[] {
  const steps: Step<AskedAddress>[] = [
    ask("city", "address.ask_city"),
    check("city", cityProblem),
    ask("street", () => ({ reply: { key: "address.ask_street", asksLocation: true } })),
    branch("landmark", ({ values }) => (isFound(values.street) ? "found" : "vague"), {
      vague: [
        ask("landmark", ({ replies, language }) => ({
          reply: { key: "address.ask_landmark" },
          options: [{ title: replies.render("address.no_landmark.button", language), value: noLandmark }],
        })),
      ],
    }),
  ];
  return steps as unknown as Step<V>[];
}

/** Who receives it. A number that they write from is theirs. */
export function askWho<V extends AskedAddress>(): Step<V>[] {
  const steps: Step<AskedAddress>[] = [
    read("name", ({ values, contact }) => values.name ?? contact.name ?? undefined),
    ask("name", "address.ask_name"),
    read("phone", ({ values, contact }) => values.phone ?? contact.phone),
    ...askPhone<AskedAddress>(),
  ];
  return steps as unknown as Step<V>[];
}

/** A phone number that can be called, as E.164. */
export function askPhone<V extends Pick<AskedAddress, "phone">>(
  question: (scene: Scene<V>) => Question = () => ({ reply: { key: "address.ask_phone" } }),
): Step<V>[] {
  const steps: Step<Pick<AskedAddress, "phone">>[] = [
    ask("phone", question as (scene: Scene<Pick<AskedAddress, "phone">>) => Question),
    check("phone", ({ values, shop }) =>
      parsePhone(values.phone, shop.country) === values.phone
        ? null
        : { reply: { key: "address.phone_invalid", params: { phone: values.phone } }, forget: ["phone"] },
    ),
  ];
  return steps as unknown as Step<V>[];
}

/** The place that was asked for, to whoever receives it. */
export function newAddress(
  { city, street, landmark, name, phone }: Omit<AskedAddress, "last" | "same" | "address">,
  country: string,
): Address {
  const location = placeOf(street);
  const parts = location ? { street: "", location } : addressParts(street);
  return {
    name,
    phone,
    ...parts,
    ...(landmark !== undefined && landmark !== noLandmark && { landmark }),
    city,
    country: countryOf(city) ?? country,
  };
}

/** Offered unless they have told another one already, or we no longer deliver there. */
function offersLast({ values, replies, shop }: Scene<AskedAddress>): "yes" | "no" {
  const lastCity = values.last && cityKey(values.last.city, { replies });
  if (!lastCity || !deliveryZone(lastCity, shop) || values.street !== undefined) return "no";
  return values.city === undefined || values.city === lastCity ? "yes" : "no";
}

function cityProblem(scene: Scene<AskedAddress>) {
  const { city } = scene.values;
  if (!scene.replies.knows("city", city))
    return { reply: { key: "address.city_unknown", params: { city } }, forget: ["city" as const] };
  if (deliveryZone(city, scene.shop)) return null;
  return {
    reply: { key: "address.not_served", params: { city: cityName(city, scene) } },
    forget: ["city" as const],
  };
}

/** A courier finds it: by a number, or by what it is near to. */
const isFound = (street: string): boolean =>
  /\d/.test(addressParts(street).street) || addressParts(street).landmark !== undefined;
