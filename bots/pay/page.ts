import type { Order } from "../../models/commerce.ts";
import { formatMoney } from "../../models/format.ts";
import type { Language } from "../../models/language.ts";
import { isPayable } from "../../models/order.ts";
import type { Replies } from "../../models/ports/replies.ts";
import { fillPage } from "../http/page.ts";

const form = `<form method="post"><button type="submit">{{pay}}</button></form>`;

const template = (isPayable: boolean): string => `<!doctype html>
<html lang="{{language}}" dir="{{direction}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>{{heading}} · {{shop}}</title>
<link rel="stylesheet" href="/page/pay.css">
</head>
<body>
<main>
<p class="shop"><bdi>{{shop}}</bdi></p>
<h1>{{heading}}</h1>
<p class="amount"><bdi>{{amount}}</bdi></p>
<p role="status">{{state}}</p>
${isPayable ? form : ""}
<p class="demo">{{demo}}</p>
</main>
</body>
</html>
`;

/** The page on which an order is paid, or that says why there is nothing to pay; null: the link is nobody's. */
export function payPage(
  order: Order | null,
  { replies, language, shopName }: { replies: Replies; language: Language; shopName: string },
): string {
  const words = (key: string, params = {}): string => replies.render(key, language, params);
  return fillPage(template(order !== null && isPayable(order)), {
    language,
    direction: language === "ar" ? "rtl" : "ltr",
    shop: shopName,
    heading: order ? words("pay.order", { number: order.number }) : words("pay.no_order"),
    amount: order ? formatMoney(order.total, language) : "",
    state: words(stateOf(order)),
    pay: words("pay.submit"),
    demo: words("pay.demo"),
  });
}

function stateOf(order: Order | null): string {
  if (!order) return "pay.unknown";
  if (order.paid) return "pay.paid";
  return isPayable(order) ? "pay.open" : "pay.closed";
}
