import { taxonomy } from "../models/taxonomy.ts";
import { cartAdd } from "./cart/add.ts";
import { cartChange } from "./cart/change.ts";
import { checkout } from "./cart/checkout.ts";
import { promoCode } from "./cart/promo-code.ts";
import { cartView } from "./cart/view.ts";
import { codChange } from "./cod/change.ts";
import { codConfirm } from "./cod/confirm.ts";
import { codConfirmation, codQuestion } from "./cod/confirmation.ts";
import { codCall, codClosed, codEve, codPostponed, codUnreachable } from "./cod/news.ts";
import { codNumber } from "./cod/number.ts";
import { codRefuse } from "./cod/refuse.ts";
import { codRetake } from "./cod/retake.ts";
import type { Flow } from "./engine/flow.ts";
import { feedbackRating } from "./feedback/rating.ts";
import { satisfactionAsk } from "./feedback/satisfaction.ts";
import { orderCancel } from "./order/cancel.ts";
import { orderChangeAddress } from "./order/change-address.ts";
import { orderChangeItem } from "./order/change-item.ts";
import { orderDetails } from "./order/details.ts";
import { orderEvents } from "./order/events.ts";
import { orderInvoice } from "./order/invoice.ts";
import { deliveryLate } from "./order/late.ts";
import {
  orderCancelled,
  orderDelivered,
  orderPaid,
  orderPaidLate,
  orderShipped,
  orderUnpaid,
} from "./order/news.ts";
import { deliveryNotReceived } from "./order/not-received.ts";
import { orderRemoveItem } from "./order/remove-item.ts";
import { deliveryReschedule } from "./order/reschedule.ts";
import { trackOrder } from "./order/track.ts";
import { paymentProblem } from "./payment/problem.ts";
import { productAvailability } from "./product/availability.ts";
import { productBack, productBackInStock } from "./product/back.ts";
import { productDetails, productPhoto, productPrice } from "./product/details.ts";
import { productGoesWith } from "./product/goes-with.ts";
import { promoOffers } from "./product/offers.ts";
import { productSearch } from "./product/search.ts";
import { reservationCreate } from "./reservation/create.ts";
import {
  reservationCancel,
  reservationExtend,
  reservationReminder,
  reservationStatus,
} from "./reservation/list.ts";
import { returnCancel } from "./return/cancel.ts";
import { complaintDefective, complaintWrongItem } from "./return/complaints.ts";
import { returnExchange } from "./return/exchange.ts";
import { returnNews } from "./return/news.ts";
import { returnPolicy } from "./return/policy.ts";
import { returnRequest } from "./return/request.ts";
import { refundStatus, returnStatus } from "./return/status.ts";
import { abandonedCart } from "./sequence/abandoned-cart.ts";
import { newsOfOrder } from "./sequence/news.ts";
import { priceDrop } from "./sequence/price-drop.ts";
import { reviewOfOrder } from "./sequence/review.ts";
import { thanksForOrder } from "./sequence/thanks.ts";
import { winBack } from "./sequence/win-back.ts";
import { deliveryArea, deliveryCost, deliveryTime } from "./shop/delivery.ts";
import { shopInfo } from "./shop/info.ts";
import { complaintService } from "./talk/complaint.ts";
import { subscribe, unsubscribe } from "./talk/consent.ts";
import { language } from "./talk/language.ts";
import { contactCode, contactJoined, contactLink } from "./talk/link.ts";
import { loyaltyPoints } from "./talk/loyalty.ts";
import { help } from "./talk/menu.ts";
import { privacyAccess, privacyErase } from "./talk/privacy.ts";
import { botIdentity, goodbye, greeting, thanks } from "./talk/smalltalk.ts";
import { toPerson } from "./talk/to-person.ts";

const ownFlows: Flow[] = [
  greeting,
  thanks,
  goodbye,
  botIdentity,
  help,
  language,
  unsubscribe,
  subscribe,
  contactLink,
  contactCode,
  contactJoined,
  productSearch,
  productGoesWith,
  productDetails,
  productPrice,
  productPhoto,
  productAvailability,
  productBackInStock,
  productBack,
  reservationCreate,
  reservationStatus,
  reservationCancel,
  reservationExtend,
  reservationReminder,
  cartAdd,
  cartView,
  cartChange,
  promoCode,
  checkout,
  trackOrder,
  orderDetails,
  orderEvents,
  orderCancel,
  orderChangeAddress,
  orderChangeItem,
  orderRemoveItem,
  orderInvoice,
  deliveryLate,
  deliveryNotReceived,
  deliveryReschedule,
  returnRequest,
  returnExchange,
  returnCancel,
  returnStatus,
  refundStatus,
  returnNews,
  returnPolicy,
  complaintDefective,
  complaintWrongItem,
  codConfirmation,
  codQuestion,
  codConfirm,
  codRefuse,
  codChange,
  codRetake,
  codNumber,
  codCall,
  codClosed,
  codEve,
  codUnreachable,
  codPostponed,
  orderPaid,
  orderPaidLate,
  orderShipped,
  orderUnpaid,
  orderDelivered,
  orderCancelled,
  deliveryCost,
  deliveryTime,
  deliveryArea,
  paymentProblem,
  promoOffers,
  complaintService,
  loyaltyPoints,
  feedbackRating,
  satisfactionAsk,
  privacyAccess,
  privacyErase,
  ...shopInfo,
  abandonedCart,
  priceDrop,
  thanksForOrder,
  newsOfOrder,
  reviewOfOrder,
  winBack,
];

/** Intents that the engine itself answers, in any flow. */
export const engineIntents: ReadonlySet<string> = new Set([
  "answer.yes",
  "answer.no",
  "answer.unsure",
  "assist.cancel",
  "assist.repeat",
]);

/**
 * Every flow by its name: ours, the merchant's (which take their intents over), and for each intent of the
 * taxonomy that nobody serves, a person with a summary.
 */
export function allFlows(merchantFlows: Flow[] = []): ReadonlyMap<string, Flow> {
  const taken = new Set(merchantFlows.flatMap((flow) => flow.intents));
  const own = ownFlows.map((flow) => ({
    ...flow,
    intents: flow.intents.filter((intent) => !taken.has(intent)),
  }));
  const flows = [...merchantFlows, ...own];
  const served = new Set(flows.flatMap((flow) => flow.intents));
  const unserved = (Object.keys(taxonomy) as (keyof typeof taxonomy)[]).filter(
    (intent) => !served.has(intent) && !engineIntents.has(intent),
  );
  return new Map([...flows, ...unserved.map(toPerson)].map((flow) => [flow.name, flow]));
}
