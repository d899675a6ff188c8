import { faultTable } from "./fault-table.ts";

const dialog = (steps: string): string =>
  `adviser:\n  title: yes.button\n  intents: [product.size_guide]\n  steps:\n${steps}`;
const asksName = "    - { ask: name, question: yes.button, text: true }\n";

faultTable([
  [
    "an unknown reply",
    { "dialogs.yaml": dialog("    - say: helo\n") },
    ['dialogs.yaml:5:12: there is no reply "helo" (did you mean "hello"?)'],
  ],
  [
    "an unknown step",
    { "dialogs.yaml": dialog("    - sya: hello\n") },
    ["dialogs.yaml:5:7: this: a step is one of ask, say"],
  ],
  [
    "an unknown word in a step",
    { "dialogs.yaml": dialog("    - ask: name\n      question: yes.button\n      txt: true\n") },
    ['dialogs.yaml:7:7: "txt" is not known here (did you mean "text"?)'],
  ],
  [
    "a question without a kind",
    { "dialogs.yaml": dialog("    - ask: name\n      question: yes.button\n") },
    ["dialogs.yaml:5:7: this: say in one way what is asked for"],
  ],
  [
    "a wrong name",
    { "dialogs.yaml": dialog("    - say: yes.button\n").replace("adviser", "My adviser") },
    ['dialogs.yaml:1:1: "My adviser": expected the name of a dialog'],
  ],
  [
    "a placeholder nobody asked for",
    { "dialogs.yaml": dialog("    - say: hello\n") },
    ['dialogs.yaml:5:12: "hello" shows {name}, which was not asked before'],
  ],
  ["a placeholder that was asked for", { "dialogs.yaml": dialog(`${asksName}    - say: hello\n`) }, []],
  ["a placeholder given", { "dialogs.yaml": dialog("    - { say: hello, with: { name: Lina } }\n") }, []],
  [
    "a value the reply does not show",
    { "dialogs.yaml": dialog("    - say: yes.button\n      with: { nam: Lina }\n") },
    ['dialogs.yaml:6:20: "yes.button" shows no {nam}'],
  ],
  [
    "an intent of a dialog without phrases",
    { "dialogs.yaml": dialog("    - say: yes.button\n").replace("product.size_guide", "gift.wrap") },
    Array(3).fill('dialogs.yaml:3:13: "gift.wrap" has no phrases in'),
  ],
  [
    "an intent of a dialog with phrases",
    {
      "dialogs.yaml": dialog("    - say: yes.button\n").replace("product.size_guide", "gift.wrap"),
      "fr/training.yaml": "gift.wrap:\n  - emballage cadeau\n",
      "ar/training.yaml": "gift.wrap:\n  - تغليف\n",
      "en/training.yaml": "gift.wrap:\n  - wrap it\n",
    },
    [],
  ],
  [
    "two dialogs for an intent",
    {
      "dialogs.yaml":
        dialog("    - say: yes.button\n") + dialog("    - say: yes.button\n").replace("adviser", "other"),
    },
    ['dialogs.yaml:8:13: "product.size_guide" begins the dialog "adviser" already'],
  ],
  [
    "a step after the end",
    { "dialogs.yaml": dialog("    - hand_over: yes.button\n    - say: yes.button\n") },
    ["dialogs.yaml:6:7: never reached"],
  ],
  [
    "a step after a branch that always ends",
    {
      "dialogs.yaml": dialog(
        `${asksName}    - branch:\n        - when: { name: x }\n          steps: [{ hand_over: yes.button }]\n        - otherwise: [{ hand_over: yes.button }]\n    - say: yes.button\n`,
      ),
    },
    ["dialogs.yaml:10:7: never reached"],
  ],
  [
    "an arm after otherwise",
    {
      "dialogs.yaml": dialog(
        `${asksName}    - branch:\n        - otherwise: [{ say: yes.button }]\n        - when: { name: x }\n          steps: [{ say: yes.button }]\n`,
      ),
    },
    ["dialogs.yaml:8:11: never reached: it stands after otherwise"],
  ],
  [
    "conditions that cannot be",
    {
      "dialogs.yaml": dialog(
        "    - { ask: height, question: yes.button, number: { min: 130, max: 220 } }\n    - { ask: fit, question: yes.button, choices: [{ title: yes.button, value: a }, { title: yes.button, value: b }] }\n    - branch:\n" +
          ["height: { below: 100 }", "fit: c", "fit: { below: 3 }", "weight: 3"]
            .map((when) => `        - when: { ${when} }\n          steps: [{ say: yes.button }]\n`)
            .join(""),
      ),
    },
    [
      "dialogs.yaml:8:27: never true",
      'dialogs.yaml:10:24: "c" is no choice of "fit"',
      'dialogs.yaml:12:24: "fit" is chosen',
      'dialogs.yaml:14:27: "weight" was not asked before',
    ],
  ],
  [
    "asked twice",
    { "dialogs.yaml": dialog(asksName + asksName) },
    ['dialogs.yaml:6:14: "name" was asked before'],
  ],
  [
    "an unknown action",
    { "dialogs.yaml": dialog("    - call: reservation.creat\n") },
    ['dialogs.yaml:5:13: "reservation.creat" is no action (did you mean "reservation.create"?)'],
  ],
  [
    "an action with wrong arguments",
    {
      "dialogs.yaml": dialog(
        `${asksName}    - call: reservation.create\n      args: { quantity: name, colour: name }\n`,
      ),
    },
    [
      'dialogs.yaml:6:13: "reservation.create" needs "sku"',
      'dialogs.yaml:7:25: "reservation.create" takes a number for "quantity"',
      'dialogs.yaml:7:39: "reservation.create" has no "colour"',
    ],
  ],
]);
