import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A small set of locale files without any fault. */
const good: Record<string, string> = {
  "shop.yaml": `id: demo
name: Dar Lina
currency: MAD
timeZone: Africa/Casablanca
country: MA
languages: [fr, ar, en]
arabiziAnsweredIn: ar
phone: "+212522000198"
email: bonjour@darlina.example
address: { fr: Casablanca, ar: الدار البيضاء, en: Casablanca }
hours: []
delivery:
  zones:
    - name: { fr: Casablanca, ar: الدار البيضاء, en: Casablanca }
      cities: [casablanca]
      costMinor: 2000
      days: { min: 1, max: 1 }
payment: [cod]
returnDays: 14
color: "#0f766e"
`,
  "fr/training.yaml": "order.track:\n  - où est ma commande\nstore.hours:\n  - vos horaires\n",
  "ar/training/order.standard.yaml": "order.track:\n  - أين طلبي\n",
  "en/training.yaml": "order.track:\n  - where is my order\n",
  "fr/entities.yaml":
    "color:\n  red: [rouge]\n  blue: [bleu]\nsize:\n  S: [s]\ncategory:\n  bags: [sac]\ncity:\n  casablanca: [casa]\n",
  "ar/entities.yaml":
    "color:\n  red: [أحمر, 7mer]\n  blue: [أزرق]\nsize:\n  S: [صغير]\ncategory:\n  bags: [حقيبة]\ncity:\n  casablanca: [الدار البيضاء]\n",
  "en/entities.yaml":
    "color:\n  red: [red]\n  blue: [blue]\nsize:\n  S: [small]\ncategory:\n  bags: [bag]\ncity:\n  casablanca: [casa]\n",
  "fr/replies.yaml": replies("Bonjour {name}", "{n, plural, one {# article} other {# articles}}", "Oui"),
  "ar/replies.yaml": replies(
    "مرحبا {name}",
    "{n, plural, zero {لا شيء} one {قطعة} two {قطعتان} few {# قطع} many {# قطعة} other {# قطعة}}",
    "نعم",
  ),
  "en/replies.yaml": replies("Hello {name}", "{n, plural, one {# item} other {# items}}", "Yes"),
};

function replies(hello: string, count: string, yes: string): string {
  return `hello:\n  - "${hello}"\n  - "${hello} 👋"\ncart.count: "${count}"\nyes.button: ${yes}\n`;
}

/** A temporary folder with the good files, of which some are replaced, added or (null) left out. */
export async function goodLocales(changes: Record<string, string | null> = {}): Promise<string> {
  return localeFolder({ ...good, ...changes });
}

export async function localeFolder(files: Record<string, string | null>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "locales-"));
  for (const [name, text] of Object.entries(files)) {
    if (text === null) continue;
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  return dir;
}

/** The text of a good file, to change a part of it. */
export const goodFile = (name: string): string => good[name]!;
