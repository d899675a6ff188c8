const twice =
  /(?<![\p{L}\p{N}])(?:deux fois|2 fois|2x|x2|double|doubl[ée]e?|twice|two times|2 times|مرتين|مرتان|جوج مرات|jouj mrat|joj mrat|2 mrat|marratayn)(?![\p{L}\p{N}])/iu;
const forNothing =
  /(?<![\p{L}\p{N}])(?:d[ée]bit[ée]e?|pr[ée]lev[ée]e?|charged|debited|took the money|money (?:is|was) (?:gone|taken)|l'argent est parti|خصم(?:تم|وا|ت)?|سحب(?:تم|وا|ت)?|تقطعو|t9at3o|tqat3o|t9et3o)(?![\p{L}\p{N}])/iu;

/** Whether a text tells that money was taken, once more than it should or without an order. */
export const isTakenTwice = (text: string): boolean => twice.test(text) || forNothing.test(text);
