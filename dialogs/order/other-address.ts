import type { Address } from "../../models/commerce.ts";
import type { AskedAddress } from "../address/address-slots.ts";
import { newAddress } from "../address/ask-address.ts";
import type { Scene } from "../engine/flow.ts";
import type { OwnOrder } from "./prove.ts";

type Asked<Name extends keyof AskedAddress> = Pick<Scene<OwnOrder & Pick<AskedAddress, Name>>, "values">;

/** The order's address, where the courier calls another number. */
export const withPhone = ({ values }: Asked<"phone">): Address => ({
  ...values.order.address,
  phone: values.phone,
});

/** Another place, where the same person receives it. */
export function elsewhere({
  values,
  shop,
}: Asked<"city" | "street" | "landmark"> & Pick<Scene, "shop">): Address {
  const { name, phone } = values.order.address;
  const { phone: _, ...place } = newAddress({ ...values, name, phone: "" }, shop.country);
  return { ...place, ...(phone !== undefined && { phone }) };
}
