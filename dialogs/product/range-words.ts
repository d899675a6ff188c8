/** What says nothing of a thing, in small letters, without accents and signs of vowels. */
const latin = `
  que qu qui quoi quel quels quelle quelles est ce c cest sont y a il t as avez ont vous tu on je j me moi voir veux
  voudrais peux peut puis pouvez montre montrez montrer dites donnez de des d du l le la les un une et en dans chez sur par comme
  votre vos tes ta ton tout tous toute toutes types type sortes sorte genre genres choses chose article articles produit
  produits catalogue catalogues rayon rayons categorie categories marchandise marchandises offre offrez proposez propose
  vends vend vendez vente boutique magasin site svp stp s il plait bonjour salut bonsoir merci disponible disponibles avoir
  what whats which is are do does did you u your ur yall have got sell selling sold offer stock carry store shop in the of
  kind kinds sort things thing stuff item items product products catalog range category all there here for sale can could i
  see show tell me please pls hi hello hey to buy from at it everything we and about
  chno chnou chnu chnowa achno achnou achnu ach ash shno shnou wach wash chni ashnu li lli hna andkom 3andkom 3ndkom
  3andkoum 3ndkoum 3endkom 3andek 3ndek andkoum kayn kayna kaynin kain katbi3o katbi3ou katbi3u katbiou katbi3 tatbi3o
  tatbi3ou kat tbi3o tbi3ou tbi3 kadiro katdiro dyalkom dialkom dyal dial l f fl fel had lhanout lmahal m7al l7anout sel3a
  sl3a ntouma ntoma nta salam slm 3afak afak wesh wech shu eh bitbi3o betbe3o
`;
const arabic = `
  ما ماذا مادا ماهي ماهو هي هو هل اي ايش ايه اش شو شنو شنوة شنوا اشنو اشنوا شني شنهي واش وش وشو ويش عندكم عندك عندكو لديكم لديك
  تبيعون تبيعوا تبيعو تبيع تبيعونه تبيعونها كتبيعو كتبيعوا كتبيع تتبيعو تبيعوه بتبيعوا بتبيعو بتبيع بتبيعون تعرضون توفرون
  يوجد كاين كاينة كاينين فيه في من على عن كل جميع انواع نوع اصناف صنف فئات اقسام قسم المنتجات منتجات منتجاتكم منتوجات المنتوجات
  منتوجاتكم السلع سلع سلعة السلعة بضاعة البضاعة بضاعتكم الكتالوج كتالوج اريد ابغى بغيت نشوف ارى اشوف اعرف نعرف وريني ورني ممكن
  المتجر متجركم متجر المحل محل محلكم الحانوت حانوت هنا ديالكم ديال لي لو سمحت سمحتم من فضلك فضلكم عافاك مرحبا سلام السلام
  عليكم اللي الي الذي التي التى انتم انتوما و
`;
const wordsOfNothing: ReadonlySet<string> = new Set(`${latin} ${arabic}`.split(/\s+/).filter(Boolean));

/** "Que vendez-vous ?", "شنو كتبيعو": a wish to see products that names none, and nothing to look for by. */
export function namesNothing(text: string): boolean {
  const plain = text.slice(0, 300).normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length > 0 && words.every((word) => wordsOfNothing.has(word));
}
