// The packages come without types; only what the baseline calls is declared.
declare module "@nlpjs/core" {
  export interface Container {
    use(plugin: unknown): void;
  }
  export function containerBootstrap(): Promise<Container>;
}

declare module "@nlpjs/lang-fr" {
  export class LangFr {}
}

declare module "@nlpjs/nlp" {
  import type { Container } from "@nlpjs/core";

  export class Nlp {
    constructor(settings: {
      container: Container;
      autoSave: boolean;
      autoLoad: boolean;
      calculateSentiment: boolean;
      nlu: { log: boolean };
    });
    addLanguage(locale: string): void;
    addDocument(locale: string, utterance: string, intent: string): void;
    train(): Promise<void>;
    process(locale: string, utterance: string): Promise<{ intent: string; score: number }>;
  }
}
