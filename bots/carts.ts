import { z } from "zod";
import { type Cart, CartChange, CartFullError } from "../models/cart.ts";
import type { CartSystem } from "../models/ports/commerce.ts";
import { type Actions, Refusal } from "./actions.ts";

const Wanted = z.object({ conversationId: z.string(), change: CartChange });

/**
 * What flows may do with carts.
 * @param changed is told of each change; may be told of one again.
 */
export const cartActions = (carts: CartSystem, changed: (cart: Cart) => Promise<void>): Actions => ({
  "cart.change": async (args, key) => {
    const { conversationId, change } = Wanted.parse(args);
    try {
      const cart = await carts.changeCart(key, conversationId, change);
      await changed(cart);
      return { revision: cart.revision };
    } catch (cause) {
      if (cause instanceof CartFullError) throw new Refusal(`full_${cause.kind}`, { cause });
      throw cause;
    }
  },
});
