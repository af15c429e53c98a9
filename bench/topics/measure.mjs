/** A shuffle that a seed names: mulberry32 and Fisher-Yates. */
export function shuffled(list, seed) {
  const result = [...list];
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
}

/** Four fifths to learn, the rest to guess. Nobody labels what fits no topic, so it is not learnt. */
export function split(examples, seed) {
  const order = shuffled(examples, seed);
  const cut = Math.floor(order.length * 0.8);
  return { train: order.slice(0, cut).filter(({ topic }) => topic !== null), test: order.slice(cut) };
}

const share = (part, whole) => (whole.length === 0 ? Number.NaN : part.length / whole.length);

/** What guesses are worth: of questions that fit a topic, and of those that fit none. */
export function score(guesses, confidenceMin) {
  const isRouted = ({ guess }) => guess !== null && guess.confidence >= confidenceMin;
  const isRight = ({ guess, topic }) => guess?.topic === topic;
  const inside = guesses.filter(({ topic }) => topic !== null);
  const outside = guesses.filter(({ topic }) => topic === null);
  const routed = inside.filter(isRouted);
  return {
    accuracy: share(inside.filter(isRight), inside),
    coverage: share(routed, inside),
    routed_accuracy: share(routed.filter(isRight), routed),
    out_of_scope_routed: share(outside.filter(isRouted), outside),
  };
}

/** @param train makes a model with `guess(text, locale)` of examples */
export function measure(examples, { seed, confidenceMin, train, progress }) {
  const { train: learnt, test } = split(examples, seed);
  const startedAt = performance.now();
  const model = train(learnt, { progress });
  const trainedAt = performance.now();
  const guesses = test.map(({ text, topic, locale }) => ({ topic, guess: model.guess(text, locale) }));
  const guessedAt = performance.now();
  return {
    ...score(guesses, confidenceMin),
    train_s: (trainedAt - startedAt) / 1_000,
    guess_us: ((guessedAt - trainedAt) * 1_000) / test.length,
  };
}
