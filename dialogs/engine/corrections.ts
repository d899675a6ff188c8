const markers =
  /^(?:(?:ah |eh |mais |oh )*(?:non|nn|no|pardon|désol[ée]e?|desole|sorry|en fait|enfin|finalement|finalment|plutot|plutôt|actually|i mean|i meant|wait|attends|لا|لأ|عفوا|سمحلي|سمحيلي|بل|في الحقيقه|لالا|lala|la la|sma7li|smehli))(?![\p{L}])|(?:finalement|plut[oô]t|au lieu|instead|rather|en fait|بدل|بالعكس|7sen|flblast|f blasst)(?![\p{L}])/iu;

/** "Finally the blue one", "no, in 40", "actually": the speaker takes back something said before. */
export const takesBack = (text: string): boolean => markers.test(text.trim());
