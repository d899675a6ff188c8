import { faultTable } from "./fault-table.ts";
import { goodFile } from "./files.ts";

faultTable([
  ["nothing", {}, []],

  // YAML
  [
    "a tab",
    { "fr/training.yaml": "order.track:\n\t- a\n" },
    ["fr/training.yaml:2:1: a tab: indent with spaces"],
  ],
  [
    "a tab among good lines",
    { "fr/training.yaml": "order.track:\n  - a\n\t- b\n" },
    ["fr/training.yaml:3:1: a tab: indent with spaces"],
  ],
  [
    "a key twice",
    { "fr/training.yaml": "order.track:\n  - a\nstore.hours:\n  - b\norder.track:\n  - c\n" },
    ['fr/training.yaml:5:1: "order.track" is in this file already'],
  ],
  [
    "a bracket that is not closed",
    { "fr/entities.yaml": goodFile("fr/entities.yaml").replace("[rouge]", "[rouge") },
    ["fr/entities.yaml:3:3: the indent or a closing } or ] is missing"],
  ],
  [
    "a reserved first letter",
    { "fr/training.yaml": "order.track:\n  - @lina\n" },
    ["fr/training.yaml:2:5: a text cannot begin with @"],
  ],
  [
    "another document",
    { "fr/training.yaml": "order.track:\n  - a\n---\n" },
    ["fr/training.yaml:3:1: a line of three hyphens"],
  ],
  ["an alias to nothing", { "dialogs.yaml": "adviser: *other\n" }, ["dialogs.yaml:1:1: an alias"]],

  // Phrases
  [
    "an unknown intent",
    { "fr/training.yaml": "order.trak:\n  - a\n  - b\n" },
    ['fr/training.yaml:1:1: "order.trak" is no intent (did you mean "order.track"?)'],
  ],
  [
    "an intent without phrases",
    { "fr/training.yaml": "order.track:\n" },
    ["fr/training.yaml:1:1: no phrase here"],
  ],
  ["an empty phrase", { "fr/training.yaml": "order.track:\n  - a\n  -\n" }, ["fr/training.yaml:3:"]],
  [
    "a blank phrase",
    { "fr/training.yaml": 'order.track:\n  - "  "\n' },
    ["fr/training.yaml:2:5: an empty phrase"],
  ],
  [
    "a phrase with a colon",
    { "fr/training.yaml": "order.track:\n  - salut: ça va\n" },
    ["fr/training.yaml:2:5: expected a phrase: put a text that holds a colon"],
  ],
  [
    "a phrase cut by #",
    { "fr/training.yaml": "order.track:\n  - ma commande #10042 svp\n" },
    ["fr/training.yaml:2:5: the text after # is lost"],
  ],
  [
    "a phrase beside its intent",
    { "fr/training.yaml": "order.track: a\n" },
    ["fr/training.yaml:1:14: expected a list"],
  ],
  [
    "a list at the top",
    { "fr/training.yaml": "- a\n- b\n" },
    ['fr/training.yaml:1:1: expected lines such as "key:"'],
  ],
  [
    "a phrase in two intents, but for case, accents and punctuation",
    { "fr/training.yaml": "order.track:\n  - Où est-ce ?\nstore.location:\n  - ou est ce\n" },
    ["fr/training.yaml:4:5: this phrase is in order.track too"],
  ],
  [
    "a phrase in two Arabic files, but for letter forms",
    { "ar/training/store.maghrebi.yaml": "store.location:\n  - اين طَلبى؟\n" },
    ["ar/training/store.maghrebi.yaml:2:5: this phrase is in order.track too"],
  ],
  [
    "a phrase twice",
    { "fr/training.yaml": "order.track:\n  - a b\n  - A, b!\n" },
    ["fr/training.yaml:3:5: this phrase is in"],
  ],
  ["emoji are not punctuation", { "fr/training.yaml": "answer.yes:\n  - 👍\nanswer.no:\n  - 👎\n" }, []],
  [
    "an unknown variety of Arabic",
    { "ar/training/store.magrebi.yaml": "store.location:\n  - فين\n" },
    [
      'ar/training/store.magrebi.yaml:1:1: "magrebi" is no variety of Arabic we know (did you mean "maghrebi"?)',
    ],
  ],
  ["a file that nobody reads", { "fr/reply.yaml": "a: b\n" }, ["fr/reply.yaml:1:1: this file is not read"]],
  [
    "a .yml file",
    { "fr/training/order.yml": "" },
    ["fr/training/order.yml:1:1: this file is not read: end its name in .yaml"],
  ],

  // Words
  [
    "a colour missing",
    { "en/entities.yaml": goodFile("en/entities.yaml").replace("  blue: [blue]\n", "") },
    ['en/entities.yaml:1:1: color "blue" has no words here ('],
  ],
  [
    "a misspelt colour",
    { "en/entities.yaml": goodFile("en/entities.yaml").replace("  blue:", "  bleu:") },
    [
      'ar/entities.yaml:1:1: color "bleu"',
      'en/entities.yaml:1:1: color "blue"',
      'fr/entities.yaml:1:1: color "bleu"',
    ],
  ],
  [
    "a word of two colours",
    { "fr/entities.yaml": goodFile("fr/entities.yaml").replace("[bleu]", "[bleu, Rouge]") },
    ['fr/entities.yaml:3:16: "Rouge" is a word for the color "red" too'],
  ],
  [
    "a kind of words that is none",
    { "fr/entities.yaml": `${goodFile("fr/entities.yaml")}colour:\n  pink: [rose]\n` },
    ['fr/entities.yaml:10:1: "colour" is no kind of words (did you mean "color"?)'],
  ],
]);
