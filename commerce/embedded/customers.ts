import { type Customer, inShop } from "../../models/commerce.ts";
import type { CustomerSystem } from "../../models/ports/commerce.ts";
import { type Records, StaleRecordError } from "../../models/ports/records.ts";

export function embeddedCustomers(
  shopId: string,
  records: Records<Customer, "phone" | "email">,
): CustomerSystem {
  const get = async (id: string) => (await records.get(inShop(shopId, id)))?.doc ?? null;
  return {
    getCustomer: get,
    async customerOf({ name, phone }) {
      const [known] = await records.find("phone", inShop(shopId, phone), 1);
      if (known) return known;
      const made: Customer = { id: `c${phone}`, shopId, name, phone };
      try {
        await records.save(made, 0);
        return made;
      } catch (error) {
        if (!(error instanceof StaleRecordError)) throw error;
        return (await get(made.id))!;
      }
    },
    async findCustomers({ phone, email }) {
      const byPhone = phone ? await records.find("phone", inShop(shopId, phone)) : [];
      const byEmail = email ? await records.find("email", inShop(shopId, email.trim().toLowerCase())) : [];
      return [...new Map([...byPhone, ...byEmail].map((customer) => [customer.id, customer])).values()];
    },
  };
}
