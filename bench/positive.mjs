/** An option's number. Throws with a message for people when it is none, or out of bounds. */
export const positive = (name, text, { max, isWhole = false }) => {
  const value = Number(text);
  const isGood = value > 0 && value <= max && (!isWhole || Number.isInteger(value));
  if (!isGood) throw new Error(`--${name} must be a ${isWhole ? 'whole ' : ''}number above 0, at most ${max}`);
  return value;
};
