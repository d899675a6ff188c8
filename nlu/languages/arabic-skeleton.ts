/**
 * The consonants of an Arabic word, spelt the same from Arabic script and from Arabizi, so that "bghit",
 * "b8it" and "بغيت" meet. Vowels go, because nobody writes them alike; emphatic letters join their plain
 * sisters, because Latin letters cannot tell them apart.
 */
export function arabicSkeleton(folded: string): string {
  const consonants = /[\u0600-\u06ff]/.test(folded) ? fromArabic(folded) : fromLatin(folded);
  return consonants.replace(/(.)\1+/g, "$1");
}

const arabicConsonants: Record<string, string> = {
  ب: "b",
  ت: "t",
  ث: "t",
  ط: "t",
  ج: "j",
  ح: "7",
  خ: "5",
  د: "d",
  ذ: "d",
  ض: "d",
  ظ: "d",
  ر: "r",
  ز: "z",
  س: "s",
  ص: "s",
  ش: "$",
  ع: "3",
  غ: "8",
  ف: "f",
  ق: "9",
  ك: "k",
  ل: "l",
  م: "m",
  ن: "n",
};

function fromArabic(word: string): string {
  let skeleton = "";
  const last = word.length - 1;
  for (let at = 0; at <= last; at += 1) {
    const character = word.charAt(at);
    skeleton += character === "ه" && at < last ? "h" : (arabicConsonants[character] ?? "");
  }
  return skeleton;
}

/** Spellings of two letters first; anything not listed (vowels, w, y, 2) leaves no trace. */
const latinConsonants: Record<string, string> = {
  ch: "$",
  sh: "$",
  kh: "5",
  gh: "8",
  th: "t",
  dh: "d",
  ph: "f",
  b: "b",
  p: "b",
  t: "t",
  "6": "t",
  j: "j",
  "7": "7",
  "5": "5",
  d: "d",
  r: "r",
  z: "z",
  s: "s",
  x: "$",
  "3": "3",
  "8": "8",
  f: "f",
  v: "f",
  "9": "9",
  q: "9",
  k: "k",
  c: "k",
  g: "k",
  l: "l",
  m: "m",
  n: "n",
  h: "h",
};

function fromLatin(word: string): string {
  const ended = word.replace(/a+h?$|(?<=[eiou])h$/, "");
  let skeleton = "";
  for (let at = 0; at < ended.length; ) {
    const pair = latinConsonants[ended.slice(at, at + 2)];
    skeleton += ended.length - at >= 2 && pair ? pair : (latinConsonants[ended.charAt(at)] ?? "");
    at += ended.length - at >= 2 && pair ? 2 : 1;
  }
  return skeleton;
}
