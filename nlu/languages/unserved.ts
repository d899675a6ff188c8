/**
 * Common words of languages in Latin letters that we do not serve, folded; none is a word of French, English or
 * Arabizi. Two of them in a message, and a third of its words, tell its language better than its letters do.
 */
const words = `
quiero quisiera donde esta pedido cuanto cuesta cuestan tienen tienes necesito puedo puede hola buenas buenos dias
gracias favor para una unos unas como cuando porque pero muy tambien envio llegado llega devolver comprar precio
talla talle zapatos vestido bolso rojo negro blanco quien este esto usted ustedes estoy soy ahora manana hasta
ich ist nicht und wo wann wie viel meine mein meinen bestellung haben hatte hätte sie das der dem den ein eine einen
bitte danke guten morgen abend kostet versand mochte zuruck zuruckgeben lieferung noch kein keine auch fur mit
sind wir ihr habe kann konnen gibt auf rot schwarz kleid schuhe
dove trova mio mia ordine vorrei comprare quanto costa spedizione avete queste questa questo scarpe taglia buongiorno
buonasera grazie aprite domani quando perche sono della delle degli nella ancora arrivato borsa nera rosso vestito
posso potete anche che ho pacco
onde minha meu encomenda voces voce tem quanto custa frete obrigado obrigada bom dia boa tarde quero comprar preto
vermelho tamanho sapatos nao uma tambem ainda chegou posso gostaria loja
ik mijn bestelling wil hoeveel kost kosten verzending naar waar wanneer het een niet van graag heeft jullie deze
goedemorgen dank alsjeblieft schoenen jurk maat
siparisim nerede bu var mi mu kirmizi lutfen tesekkurler kadar kargo icin degil elbise beden merhaba istiyorum
gdzie jest moje zamowienie prosze ile kosztuje dostawa dziekuje dzien dobry czy nie chce kupic rozmiar
var ar bestallning vill jag den har klanningen hur mycket kostar tack hej
`;

export const unservedWords: ReadonlySet<string> = new Set(
  words.split(/\s+/).filter((word) => word.length > 1),
);
