import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { openPlayer, play, TranscriptError } from "../../bots/transcripts/play.ts";
import { parseScripts, type Script } from "../../bots/transcripts/script.ts";
import {
  agree,
  ask,
  branch,
  type CallOutcome,
  call,
  flow,
  handoff,
  type Scene,
  say,
} from "../../dialogs/engine/flow.ts";
import { slotsFromTap } from "../../dialogs/engine/slots.ts";
import type { Payload } from "../../models/payload.ts";
import { type OpenStage, openStage } from "./stage.ts";

interface Booking {
  product: string;
  color: string;
  size: string;
  confirmed: boolean;
  reservation: CallOutcome;
}

/** Puts a variant aside: enough of a flow to meet corrections, undo, failures and questions of its own. */
const booking = flow<Booking>("reservation.create", {
  version: 1,
  intents: ["reservation.create"],
  slots: {
    product: { entity: "product", remembered: "product" },
    color: { entity: "color" },
    size: { entity: "size" },
    confirmed: { confirms: true },
  },
  subject: ["product"],
  steps: [
    ask("product", "test.product"),
    ask("color", "test.color"),
    ask("size", "test.size"),
    call("reservation", {
      action: "inventory.reserve",
      key: ({ values, conversation }) => `reserve:${conversation.id}:${values.color}:${values.size}`,
      args: ({ values, now }) => ({
        sku: `ROBE-LINA-${values.color}-${values.size}`.toUpperCase(),
        quantity: 1,
        until: new Date(now.getTime() + 86_400_000).toISOString(),
      }),
      uses: ["color", "size"],
      undo: {
        action: "inventory.cancelReservation",
        args: ({ key, args }) => ({ reservation: key, sku: args.sku }),
      },
    }),
    branch("outcome", ({ values }) => (values.reservation.ok ? "aside" : "refused"), {
      refused: [say("refused", () => ({ key: "test.refused" }))],
      aside: [
        ask("confirmed", ({ values }) => ({
          reply: { key: "test.confirm", params: { color: values.color, size: values.size } },
        })),
        say("end", ({ values }) => ({
          key: values.confirmed ? "test.kept" : "test.dropped",
          params: { size: values.size, color: values.color },
        })),
      ],
    }),
  ],
});

/** A question of the shop's own, such as a cash-on-delivery confirmation. */
const shopAsks = flow<{ ready: boolean; order: string }>("cod.confirmation", {
  version: 1,
  intents: [],
  title: "test.cod.title",
  slots: { order: {}, ready: { confirms: true } },
  steps: [
    ask("ready", ({ values }) => ({ reply: { key: "test.cod.ask", params: { order: values.order } } })),
    say("end", ({ values }) => ({ key: values.ready ? "test.cod.yes" : "test.cod.no" })),
  ],
});

/** A courier whose system is down at times; what stands booked, by key. */
const courier = { isDown: false, booked: new Set<string>() };

const actions = {
  "courier.book": async (_: unknown, key: string) => {
    if (courier.isDown) throw new Error("503 Service Unavailable");
    courier.booked.add(key);
  },
  "courier.cancel": async ({ booking }: Record<string, unknown>) => {
    courier.booked.delete(String(booking));
  },
  "satisfaction.plan": async () => {
    if (courier.isDown) throw new Error("503 Service Unavailable");
  },
};

/** Books a courier, unless the parcel is fetched at the shop, where a person sees to it. */
const booksCourier = flow<{ how: string; sure: boolean; booking: CallOutcome }>("courier.book", {
  version: 1,
  intents: [],
  title: "test.courier.title",
  slots: {
    how: { hears: (text) => (/magasin/i.test(text) ? "shop" : /livr/i.test(text) ? "delivery" : null) },
    sure: { confirms: true },
  },
  steps: [
    ask("how", "test.courier.how"),
    branch("how", ({ values }) => values.how, {
      delivery: [
        call("booking", {
          action: "courier.book",
          key: ({ conversation }) => `courier:${conversation.id}`,
          args: () => ({}),
          uses: [],
          undo: { action: "courier.cancel", args: ({ key }) => ({ booking: key }) },
        }),
        branch("outcome", ({ values }) => (values.booking.ok ? "booked" : "failed"), {
          booked: [ask("sure", "test.courier.sure"), say("done", () => ({ key: "test.courier.done" }))],
          failed: [say("failed", () => ({ key: "test.courier.failed" }))],
        }),
      ],
      shop: [handoff("shop", () => ({ reason: "pickup", summary: "" }))],
    }),
  ],
});

/** Asks for a picture of what is wrong. */
const defect = flow<{ photo: string }>("return.defect", {
  version: 1,
  intents: [],
  title: "test.defect.title",
  slots: { photo: { picture: true } },
  steps: [
    ask("photo", "test.defect.ask"),
    say("done", ({ values }) => {
      photos.push(values.photo);
      return { key: "test.defect.done" };
    }),
  ],
});
const photos: string[] = [];

/** Its price changes while the shopper thinks. */
const price = { now: 100 };
const buys = flow<{ sure: boolean }>("test.buy", {
  version: 1,
  intents: [],
  title: "test.buy.title",
  slots: { sure: { confirms: true } },
  steps: [
    agree(
      "sure",
      () => ({ reply: { key: "test.buy.agree", params: { price: price.now } } }),
      () => String(price.now),
    ),
    say("end", ({ values }) => ({ key: values.sure ? "test.buy.done" : "test.buy.left" })),
  ],
});

const words = new URL("./words", import.meta.url).pathname;
let stage: OpenStage;

/** Two wishes that are equally likely. */
const close = [
  { name: "delivery.cost", score: 0.46 },
  { name: "delivery.time", score: 0.41 },
];
const intents = Object.fromEntries(
  ["la livraison à Rabat", "delivery to Rabat", "التوصيل إلى الرباط", "tawsil l Rabat"].map((text) => [
    text,
    close,
  ]),
);

const flows = [booking, shopAsks, booksCourier, defect, buys];

beforeAll(async () => {
  stage = await openStage({ flows, actions, intents, localesDir: words });
});
afterAll(() => stage?.close());
beforeEach(() => stage.clock.set("2026-11-20T10:00:00.000Z"));

/** Every reservation that is alive, as `sku × quantity`. */
async function putAside(): Promise<string[]> {
  const hit = await stage.commerce.inventory.getProduct("robe-lina");
  return (hit?.variants ?? []).flatMap(({ sku, available }) => (available === before.get(sku) ? [] : [sku]));
}
const before = new Map<string, number | null>();
beforeEach(async () => {
  const hit = await stage.commerce.inventory.getProduct("robe-lina");
  before.clear();
  for (const { sku, available } of hit?.variants ?? []) before.set(sku, available);
});

const chat = async (script: string): Promise<void> => {
  for (const each of parseScripts(`=== inline\n${script}`)) await play(each, stage);
};

describe("what is agreed to", () => {
  beforeEach(() => {
    price.now = 100;
  });

  test("holds for what was asked about: another price is asked about again", async () => {
    const [script] = parseScripts(`=== inline
      shop starts: test.buy
      bot: …C'est 100 MAD. On y va ?`);
    const player = await openPlayer(stage);
    await player.run(script!);
    price.now = 120;
    const [rest] = parseScripts(`=== inline
      shopper: oui
      bot: C'est 120 MAD. On y va ?
      shopper: oui
      bot: Acheté.`);
    await player.run(rest!);
  });

  test("is never taken for granted, whatever a button brings", () =>
    chat(`
      shop starts: test.buy sure=true
      bot: …C'est 100 MAD. On y va ?
      shopper: non
      bot: D'accord.
    `));
});

describe("several values in one utterance", () => {
  test("French", () =>
    chat(`
      shopper: je veux réserver la robe lina rouge en 38
      bot: …Robe Lina, red, 38 : je la garde jusqu'à demain ?
      shopper: oui
      bot: Gardée (red, 38).
    `));
  test("Arabic", () =>
    chat(`
      shopper: أريد حجز فستان لينا الأحمر مقاس 36
      bot: …فستان لينا، red، 36: هل أحتفظ به إلى الغد؟
      shopper: نعم
      bot: تم الحجز (red، 36).
    `));
  test("English, one by one", () =>
    chat(`
      shopper: please put the lina dress aside for me
      bot: …Which colour?
      shopper: black
      bot: Which size?
      shopper: 40
      bot: Lina dress, black, 40: shall I keep it until tomorrow?
      shopper: no thanks
      bot: Let go (black, 40).
    `));
});

describe("a correction undoes what was done and does it anew", () => {
  test("the size, before the answer", async () => {
    await chat(`
      shopper: réserver robe lina noire en 40
      bot: …Robe Lina, black, 40 : je la garde jusqu'à demain ?
      shopper: non, en 42
      bot: Robe Lina, black, 42 : je la garde jusqu'à demain ?
      shopper: oui
      bot: Gardée (black, 42).
    `);
    expect(await putAside()).toEqual(["ROBE-LINA-BLACK-42"]);
  });
  test("and back again: the first variant can be put aside a second time", async () => {
    await chat(`
      shopper: réserver robe lina noire en 40
      bot: …black, 40 : je la garde jusqu'à demain ?
      shopper: finalement en 44
      bot: Robe Lina, black, 44 : je la garde jusqu'à demain ?
      shopper: non pardon, en 40
      bot: Robe Lina, black, 40 : je la garde jusqu'à demain ?
    `);
    expect(await putAside()).toEqual(["ROBE-LINA-BLACK-40"]);
  });
  test("the size, after the end", async () => {
    await chat(`
      shopper: réserver robe lina rouge en 42
      bot: …
      shopper: oui
      bot: Gardée (red, 42).
      shopper: finalement en 44
      bot: Gardée (red, 44).
    `);
    expect(await putAside()).toEqual(["ROBE-LINA-RED-44"]);
  });
  test("cancelling gives everything back", async () => {
    await chat(`
      shopper: réserver robe lina noire en 44
      bot: …black, 44 : je la garde jusqu'à demain ?
      shopper: laisse tomber
      bot: C'est annulé : « Réserver ». Que puis-je faire d'autre ?
    `);
    expect(await putAside()).toEqual([]);
  });
  test("the size in English, the colour in Arabic", async () => {
    await chat(`
      shopper: can you reserve the black lina dress in size 40
      bot: …Lina dress, black, 40: shall I keep it until tomorrow?
      shopper: no, in 36
      bot: Lina dress, black, 36: shall I keep it until tomorrow?
    `);
    expect(await putAside()).toEqual(["ROBE-LINA-BLACK-36"]);
    await chat(`
      shopper: أريد حجز فستان لينا الأسود مقاس 44
      bot: …فستان لينا، black، 44: هل أحتفظ به إلى الغد؟
      shopper: لا، الأحمر
      bot: فستان لينا، red، 44: هل أحتفظ به إلى الغد؟
    `);
    expect((await putAside()).sort()).toEqual(["ROBE-LINA-BLACK-36", "ROBE-LINA-RED-44"]);
  });
  test("what is refused is not undone", async () => {
    await chat(`
      shopper: réserver robe lina rouge en 40
      bot: …Il n'en reste plus, désolé.
    `);
    expect(await putAside()).toEqual([]);
  });
});

describe("a call that does not succeed at once", () => {
  beforeEach(() => {
    courier.isDown = true;
    courier.booked.clear();
  });
  const script = (source: string): Script => parseScripts(`=== inline\n${source}`)[0]!;
  /** Its tries are over: staff try it again, and it succeeds. */
  async function staffRetry(): Promise<void> {
    courier.isDown = false;
    const [letter] = await stage.store.deadLetters();
    expect(letter?.effect).toMatchObject({ action: "courier.book" });
    expect(await stage.store.retryDeadLetter(letter!.id, stage.clock.now())).toBe(true);
    await stage.core.worker.poll();
    await stage.core.worker.idle();
  }
  const failed = `
    shop starts: courier.book
    bot: …Livraison ou magasin ?
    shopper: en livraison
    later: 16 min
    bot: Le coursier ne répond pas, nous nous en occupons.`;

  test("tells its flow in the end, and once more when staff have made it succeed", async () => {
    const player = await openPlayer(stage);
    await player.run(script(`${failed}\nlater: 25 h`));
    await staffRetry();
    await player.run(
      script(`
        later: 1 min
        bot: Coursier réservé. C'est bon pour vous ?
        shopper: oui
        bot: C'est noté.
      `),
    );
    expect(courier.booked.size).toBe(1);
  });

  test("is taken back when it succeeds although the shopper had cancelled meanwhile", async () => {
    const player = await openPlayer(stage);
    await player.run(
      script(`
        shop starts: courier.book
        bot: …Livraison ou magasin ?
        shopper: en livraison
        shopper: annuler
        bot: C'est annulé : « Votre coursier ». Que puis-je faire d'autre ?
      `),
    );
    courier.isDown = false;
    await player.run(script("later: 5 min\nlater: 5 min"));
    expect(await stage.store.nextWake()).toBeNull();
    expect(courier.booked.size).toBe(0);
    await player.run(
      script(`
        shop starts: courier.book
        bot: Livraison ou magasin ?
        shopper: en livraison
        bot: Coursier réservé. C'est bon pour vous ?
      `),
    );
    expect([...courier.booked]).toEqual([expect.stringMatching(/~1$/)]);
  });

  test("is made once more when the shopper, who had cancelled, wants it again", async () => {
    const player = await openPlayer(stage);
    await player.run(
      script(`
        shop starts: courier.book
        bot: …Livraison ou magasin ?
        shopper: en livraison
        shopper: annuler
        bot: …
        shop starts: courier.book
        bot: Livraison ou magasin ?
        shopper: en livraison
      `),
    );
    courier.isDown = false;
    await player.run(script("later: 5 min\nbot: Coursier réservé. C'est bon pour vous ?"));
    expect([...courier.booked]).toEqual([expect.not.stringContaining("~")]);
  });

  test("keeps nobody waiting who waits for nothing of it", () =>
    chat(`
      shopper: bonjour
      bot: …
      shopper: merci
      bot: …
      shopper: merci
      bot: …
    `));

  test("is undone by a correction that leads to a person", async () => {
    courier.isDown = false;
    await chat(`
      shop starts: courier.book
      bot: …Livraison ou magasin ?
      shopper: en livraison
      bot: Coursier réservé. C'est bon pour vous ?
      shopper: finalement en magasin
      bot: Je passe la main à une personne de l'équipe. …
    `);
    expect(courier.booked.size).toBe(0);
  });
});

describe("leaving a question and coming back to it", () => {
  test("a question in between, with a reminder of the open one", () =>
    chat(`
      shopper: je veux réserver la robe lina
      bot: …Quelle couleur ?
      shopper: c'est combien la livraison à Rabat ?
      bot: La livraison à Rabat coûte 35 MAD … / Revenons à « Réserver ». / Quelle couleur ?
      shopper: noir
      bot: Quelle taille ?
      shopper: tu peux répéter ?
      bot: Quelle taille ?
    `));
  test("a yes that begins with a question is not taken for the answer", () =>
    chat(`
      shopper: réserver robe lina noire en 40
      bot: …je la garde jusqu'à demain ?
      shopper: ok mais c'est combien la livraison à Rabat ?
      bot: La livraison à Rabat coûte 35 MAD … / Revenons à « Réserver ». / Robe Lina, black, 40 : je la garde jusqu'à demain ?
      shopper: ok merci
      bot: Gardée (black, 40).
    `));
  test("the same in English and in Arabic", () =>
    chat(`
      shopper: can you reserve the black lina dress in size 44
      bot: …shall I keep it until tomorrow?
      shopper: yes but how much is the delivery to Rabat
      bot: Delivery to Rabat costs … / Back to “Reserve”. / Lina dress, black, 44: shall I keep it until tomorrow?
      shopper: لا، لكن كم سعر التوصيل إلى الرباط؟
      bot: التوصيل إلى الرباط بـ 35 درهم … / لنعد إلى «حجز منتج». / فستان لينا، black، 44: هل أحتفظ به إلى الغد؟
    `));
  test("the language changes in between", () =>
    chat(`
      shopper: réserver la robe lina noire
      bot: …Quelle taille ?
      shopper: can you please switch to english
      bot: All right, we go on in English. / Back to “Reserve”. / Which size?
      shopper: 40
      bot: Lina dress, black, 40: shall I keep it until tomorrow?
    `));
  test("a question older than a day is not answered by a yes", () =>
    chat(`
      shopper: réserver la robe lina noire en 40
      bot: …
      later: 25 h
      shopper: oui
      bot: Ma question sur « Réserver » date d'hier, je préfère ne rien supposer. Oui à quoi ?
        buttons: Recommencer
      shopper taps: Recommencer
      bot: Quel article mettre de côté ?
    `));
  test("the same in English", () =>
    chat(`
      shopper: can you reserve the black lina dress in size 40
      bot: …
      later: 25 h
      shopper: yes
      bot: My question about “Reserve” is from yesterday, so I'd rather not guess. Yes to what?
        buttons: Start again
    `));
  test("the same in Arabic", () =>
    chat(`
      shopper: أريد حجز فستان لينا الأسود مقاس 40
      bot: …
      later: 25 h
      shopper: نعم
      bot: سؤالي عن «حجز منتج» مر عليه يوم، ولا أريد أن أخمن. نعم على ماذا؟
        buttons: البدء من جديد
    `));
  test("two misses in a row call a person", () =>
    chat(`
      shopper: je veux réserver la robe lina
      bot: …Quelle couleur ?
      shopper: je pense à autre chose
      bot: … / Quelle couleur ?
      shopper: les oiseaux chantent le matin
      bot: Je passe la main à une personne de l'équipe. …
    `));
});

describe("questions of the shop's own", () => {
  test("wait while another question is open, then are asked", () =>
    chat(`
      shopper: réserver la robe lina noire
      bot: …Quelle taille ?
      shop starts: cod.confirmation order=10042
      bot is silent
      shopper: 44
      bot: …
      shopper: non merci
      bot: Laissée (black, 44).
      later: 15 min
      bot: Commande 10042 : la livrons-nous demain ?
      shopper: 👍
      bot: Livraison demain.
    `));
  test("are asked in time although the open one is never answered, each after the other", () =>
    chat(`
      shopper: réserver la robe lina noire
      bot: …Quelle taille ?
      later: 5 min
      shop starts: cod.confirmation order=10042
      shop starts: return.defect
      bot is silent
      later: 10 min
      bot: Commande 10042 : la livrons-nous demain ?
      later: 15 min
      bot: …photo…
    `));
  test("a bare yes to two open questions asks which", () =>
    chat(`
      shopper: réserver la robe lina noire en 36
      bot: …je la garde jusqu'à demain ?
      later: 20 min
      shop starts: cod.confirmation order=10042
      bot: Commande 10042 : la livrons-nous demain ?
      shopper: oui
      bot: Avec plaisir. De quoi parlez-vous ?
        buttons: Réserver | Votre livraison
      shopper taps: Votre livraison
      bot: Livraison demain. / Revenons à « Réserver ». / Robe Lina, black, 36 : je la garde jusqu'à demain ?
      shopper: oui
      bot: Gardée (black, 36).
    `));
  test("a no that says what it is about does not ask which", () =>
    chat(`
      shopper: réserver la robe lina noire en 40
      bot: …je la garde jusqu'à demain ?
      later: 20 min
      shop starts: cod.confirmation order=10042
      bot: Commande 10042 : la livrons-nous demain ?
      shopper: non, c'est combien la livraison à Rabat ?
      bot: La livraison à Rabat coûte 35 MAD … / Revenons à « Votre livraison ». / Commande 10042 : la livrons-nous demain ?
    `));
  test("the same in English", () =>
    chat(`
      shopper: can you reserve the black lina dress in size 44
      bot: …
      later: 20 min
      shop starts: cod.confirmation order=10042
      bot: …
      shopper: yes
      bot: With pleasure. Which one do you mean?
        buttons: Reserve | Your delivery
    `));
  test("the same in Arabic", () =>
    chat(`
      shopper: أريد حجز فستان لينا الأحمر مقاس 36
      bot: …
      later: 20 min
      shop starts: cod.confirmation order=10042
      bot: …
      shopper: نعم
      bot: بكل سرور. عن أي طلب تتحدث؟
        buttons: حجز منتج | توصيلك
    `));
});

describe("a question that a picture answers", () => {
  test("is asked until there is one, which the flow knows by its id", async () => {
    await chat(`
      shop starts: return.defect
      bot: …Envoyez une photo du défaut.
      shopper sends: document
      bot: Je ne sais pas ouvrir ce fichier. Pouvez-vous l'écrire en quelques mots ? / Envoyez une photo du défaut.
      shopper sends: image
      bot: Photo reçue.
    `);
    expect(photos).toEqual([expect.stringMatching(/^[\w-]{32}\.jpg$/)]);
  });

  test("is not answered by a tap, whose payload may be anybody's", () => {
    const payload: Payload = {
      kind: "answer",
      flow: "return.defect",
      frame: "f",
      slots: { photo: "x.jpg" },
    };
    expect(slotsFromTap(defect, payload, {} as Scene)).toEqual({});
  });

  test("and no other question is", () =>
    chat(`
      shop starts: cod.confirmation order=10042
      bot: … / Commande 10042 : la livrons-nous demain ?
      shopper sends: image
      bot: Merci pour la photo ! …
    `));
});

describe("two wishes that are equally likely: which one?", () => {
  test("French, and what was told is not asked again", () =>
    chat(`
      shopper: la livraison à Rabat
      bot: …Je veux être sûr de bien comprendre. Que souhaitez-vous ?
        buttons: Prix de livraison | Délai de livraison
      shopper taps: Délai de livraison
      bot: À Rabat, comptez 1 à 3 jours (35 MAD).
    `));
  test("English, answered in words", () =>
    chat(`
      shopper: delivery to Rabat
      bot: …I want to get this right. Which one do you mean?
        buttons: Delivery cost | Delivery time
      shopper: the first one
      bot: Delivery to Rabat costs …
    `));
  test("Arabic, answered with a number", () =>
    chat(`
      shopper: التوصيل إلى الرباط
      bot: …أريد أن أفهمك جيدا. ماذا تقصد؟
        buttons: سعر التوصيل | مدة التوصيل
      shopper: ١
      bot: التوصيل إلى الرباط …
    `));
  test("Arabizi", () =>
    chat(`
      shopper: tawsil l Rabat
      bot: …أريد أن أفهمك جيدا. ماذا تقصد؟
        buttons: سعر التوصيل | مدة التوصيل
    `));
});

describe("a transcript fails", () => {
  const greeted =
    "…Que puis-je faire pour vous ?\n        buttons: Chercher un article | Suivre ma commande | Livraison | Parler à quelqu'un";
  test.each([
    ["on a wrong reply", "shopper: bonjour\n      bot: Au revoir."],
    ["on a missing reply", `shopper: bonjour\n      bot: ${greeted}\n      bot: Et encore ?`],
    ["on an extra reply", "shopper: bonjour\n      shopper: merci\n      bot: …"],
    ["when the bot is not silent", "shopper: bonjour\n      bot is silent"],
    ["on other buttons", "shopper: bonjour\n      bot: …\n        buttons: Oui | Non"],
  ])("%s", async (_, script) => {
    await expect(chat(`\n      ${script}\n    `)).rejects.toThrow(TranscriptError);
  });
});

test("a flow that changes while a conversation is inside it keeps what it was told", async () => {
  const script = (source: string): Script => parseScripts(`=== inline\n${source}`)[0]!;
  const player = await openPlayer(stage);
  await player.run(
    script(`
      shopper: je veux réserver la robe lina noire
      bot: …Quelle taille ?
    `),
  );
  const renamed = flow<Booking>("reservation.create", {
    version: 2,
    intents: ["reservation.create"],
    slots: {
      product: { entity: "product" },
      color: { entity: "color" },
      size: { entity: "size" },
      confirmed: { confirms: true },
    },
    steps: [
      ask("color", "test.color"),
      ask("confirmed", ({ values: { color } }) => ({
        reply: { key: "test.confirm", params: { color, size: "?" } },
      })),
      ask("size", "test.size"),
    ],
  });
  flows[0] = renamed;
  await player.run(
    script(`
      shopper: 40
      bot: Robe Lina, black, ? : je la garde jusqu'à demain ?
    `),
  );
  flows[0] = booking;
});

test("what did not arrive is said again as it was; what the shop begins is marked as such", async () => {
  const { store, core, clock } = stage;
  const { conversationId } = await store.open({
    shopId: stage.shopId,
    channel: "chat",
    account: "nobody",
    peer: "again",
    identities: ["chat:again"],
    at: clock.now(),
  });
  const at = clock.now().toISOString();
  const activity = { type: "message", text: "Votre robe vous attend." };
  const terms = { again: true } as const;
  await core.inbox.receive(conversationId, [
    { kind: "resend", key: "again", at, item: "x:1", activity, terms },
  ]);
  const slots = { order: "10042" };
  await core.inbox.receive(conversationId, [
    { kind: "start", key: "begin", at, flow: "cod.confirmation", slots, purpose: "marketing" },
  ]);
  await core.worker.idle();
  const letters = (await store.deadLetters()).filter((letter) => letter.conversationId === conversationId);
  expect(letters.map(({ effect }) => effect)).toMatchObject([
    { activity, from: "bot", causes: ["again"], terms },
    { causes: ["begin"], terms: { unasked: { flow: "cod.confirmation", slots, purpose: "marketing" } } },
  ]);
});
