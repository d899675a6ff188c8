import { type Customer, inShop } from "../../models/commerce.ts";
import type { CustomerSystem } from "../../models/ports/commerce.ts";
import type { Records } from "../../models/ports/records.ts";

export function embeddedCustomers(
  shopId: string,
  records: Records<Customer, "phone" | "email">,
): CustomerSystem {
  return {
    getCustomer: async (id) => (await records.get(inShop(shopId, id)))?.doc ?? null,
    async findCustomers({ phone, email }) {
      const byPhone = phone ? await records.find("phone", inShop(shopId, phone)) : [];
      const byEmail = email ? await records.find("email", inShop(shopId, email.trim().toLowerCase())) : [];
      return [...new Map([...byPhone, ...byEmail].map((customer) => [customer.id, customer])).values()];
    },
  };
}
