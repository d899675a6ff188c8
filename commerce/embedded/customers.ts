import { isDeepStrictEqual } from "node:util";
import { type Customer, inShop } from "../../models/commerce.ts";
import type { CustomerSystem } from "../../models/ports/commerce.ts";
import { type Records, StaleRecordError } from "../../models/ports/records.ts";

export function embeddedCustomers(
  shopId: string,
  records: Records<Customer, "phone" | "email">,
): CustomerSystem {
  const first = async (index: "phone" | "email", value: string): Promise<Customer | undefined> =>
    (await records.find(index, inShop(shopId, value), 1))[0];
  const get = async (id: string) => (await records.get(inShop(shopId, id)))?.doc ?? null;
  return {
    getCustomer: get,
    async customerOf(who) {
      for (;;) {
        const byPhone = "phone" in who ? await first("phone", who.phone) : undefined;
        const byEmail = who.email === undefined ? undefined : await first("email", who.email.toLowerCase());
        const known = byPhone ?? byEmail;
        const kept = await records.get(inShop(shopId, known?.id ?? newId(who)));
        // An address that is somebody else's stays theirs.
        const { email, ...others } = who;
        const told = byEmail && byEmail.id !== known?.id ? others : who;
        const customer = { id: newId(who), shopId, ...told, ...kept?.doc };
        if (isDeepStrictEqual(customer, kept?.doc)) return customer;
        try {
          await records.save(customer, kept?.version ?? 0);
          return customer;
        } catch (error) {
          if (!(error instanceof StaleRecordError)) throw error;
        }
      }
    },
    async findCustomers({ phone, email }) {
      const byPhone = phone ? await records.find("phone", inShop(shopId, phone)) : [];
      const byEmail = email ? await records.find("email", inShop(shopId, email.trim().toLowerCase())) : [];
      return [...new Map([...byPhone, ...byEmail].map((customer) => [customer.id, customer])).values()];
    },
  };
}

const newId = (who: Parameters<CustomerSystem["customerOf"]>[0]): string =>
  `c${"phone" in who ? who.phone : who.email.toLowerCase()}`;
