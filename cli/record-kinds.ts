import { apiKeyKind } from "../bots/http/keys.ts";
import { awaitedKind } from "../models/awaited.ts";
import { codCaseKind } from "../models/cod/case.ts";
import { codWeightsKind } from "../models/cod/weights-record.ts";
import { customerKind, orderKind, productKind } from "../models/commerce.ts";
import { feedbackKind } from "../models/feedback.ts";
import { putAsideKind } from "../models/reservation.ts";
import { returnKind } from "../models/return.ts";
import { enrolmentKind } from "../models/sequence/enrolment.ts";
import { saleKind } from "../models/sequence/sale.ts";
import { unclearKind } from "../models/unclear.ts";

/** Every kind of record that is found by more than its id. */
export const indexedKinds = [
  apiKeyKind,
  awaitedKind,
  codCaseKind,
  codWeightsKind,
  customerKind,
  enrolmentKind,
  feedbackKind,
  orderKind,
  productKind,
  putAsideKind,
  returnKind,
  saleKind,
  unclearKind,
];
