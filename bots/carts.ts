import { z } from "zod";
import { CartChange } from "../models/cart.ts";
import type { CartSystem } from "../models/ports/commerce.ts";
import type { Actions } from "./actions.ts";

const Wanted = z.object({ conversationId: z.string(), change: CartChange });

/** What flows may do with carts. */
export const cartActions = (carts: CartSystem): Actions => ({
  "cart.change": async (args, key) => {
    const { conversationId, change } = Wanted.parse(args);
    const { revision } = await carts.changeCart(key, conversationId, change);
    return { revision };
  },
});
