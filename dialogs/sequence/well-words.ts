import type { Understanding } from "../../models/ports/recogniser.ts";
import { asksSomething, yesOrNo } from "../engine/yes-no.ts";

const praise =
  /(?<![\p{L}\p{N}])(?:nickel|parfaite?s?|super|top|génial|genial|impec(?:cable)?|(?:très|tres) bien|tout va bien|ça va|ca va|contente?s?|ravie?|j['’]adore|perfect|great|love (?:it|them)|all (?:good|well)|fine|happy|ممتاز[ةه]?|رائع[ةه]?|جميل[ةه]?|زوين[ةه]?|مزيان[ةه]?|عجبني|عجبتني|أعجبني|أعجبتني|الحمد لله|zwin[ae]?|mezyan[ae]?|mzyan[ae]?|3[ae]?jba?[ta]*ni|hamdou?llah|l?7amdo?u?lil?ah)(?![\p{L}\p{N}])/iu;

const dislike =
  /(?<![\p{L}\p{N}])(?:(?:pas|not|isn['’]t|aren['’]t|n['’]est pas|ماشي|مش|مشي|machi|mchi) (?:\p{L}+ )?(?:nickel|parfaite?|super|top|génial|terrible|contente?|ravie?|bien|great|good|happy|perfect|زوين[ةه]?|مزيان[ةه]?|mezyan[ae]?|zwin[ae]?)|déçue?s?|decue?s?|disappointed|ما ?عجبنيش|ما ?عجبتنيش|لم (?:ي|ت)عجبني|ma ?3[ae]?jba?[ta]*nich)(?![\p{L}\p{N}])/iu;

/** Whether all is well with what they bought; null: that is not what they said. What they ask comes first. */
export function wellOrNot(text: string, understanding: Understanding): boolean | null {
  const said = text.normalize("NFC");
  if (dislike.test(said)) return false;
  if (asksSomething(said)) return null;
  return praise.test(said) ? true : yesOrNo(said, understanding);
}
