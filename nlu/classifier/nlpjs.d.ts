// The few parts of node-nlp's engine that we use; the packages carry no types of their own.

declare module "@nlpjs/neural" {
  export interface NeuralSettings {
    learningRate: number;
    /** Epochs at most. */
    iterations: number;
    log: false | ((status: { iterations: number; error: number }, timeMs: number) => void);
  }
  export interface NeuralExample {
    input: Record<string, number>;
    output: Record<string, number>;
  }
  export class NeuralNetwork {
    constructor(settings: NeuralSettings);
    train(examples: NeuralExample[]): void;
    run(input: Record<string, number>): Record<string, number>;
    toJSON(): unknown;
  }
}

declare module "@nlpjs/lang-fr" {
  export class StemmerFr {
    stemWord(word: string): string;
  }
}

declare module "@nlpjs/lang-en" {
  export class StemmerEn {
    stemWord(word: string): string;
  }
}

declare module "@nlpjs/lang-ar" {
  export class StemmerAr {
    stemWord(word: string): string;
  }
}
