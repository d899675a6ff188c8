import { apiKeyKind } from "../bots/http/keys.ts";
import { awaitedKind } from "../models/awaited.ts";
import { codCaseKind } from "../models/cod/case.ts";
import { codWeightsKind } from "../models/cod/weights-record.ts";
import { customerKind, orderKind, productKind } from "../models/commerce.ts";
import { putAsideKind } from "../models/reservation.ts";
import { returnKind } from "../models/return.ts";
import { unclearKind } from "../models/unclear.ts";

/** Every kind of record that is found by more than its id. */
export const indexedKinds = [
  apiKeyKind,
  awaitedKind,
  codCaseKind,
  codWeightsKind,
  customerKind,
  orderKind,
  productKind,
  putAsideKind,
  returnKind,
  unclearKind,
];
