// The package brings no types of its own.
declare module '@nlpjs/neural' {
  /** Values by name; sparse. */
  type Values = Record<string, number>;

  interface NeuralNetworkSettings {
    /** Passes over the examples, at most. */
    iterations?: number;
    log?: false | ((status: { iterations: number; error: number }) => void);
  }

  class NeuralNetwork {
    constructor(settings?: NeuralNetworkSettings);
    train(corpus: { input: Values; output: Values }[]): void;
    run(input: Values): Values | undefined;
    toJSON(): { features: string[]; intents: string[] };
    fromJSON(json: unknown): void;
  }

  const neural: { NeuralNetwork: typeof NeuralNetwork };
  export default neural;
}
