const hues = 6;

/** A pseudonym's first letter on a colour of its own; the name itself stands beside it. */
export function Avatar({ name }: { name: string }) {
  const hue = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % hues;
  return (
    <span className={`avatar avatar-${hue}`} aria-hidden="true">
      {[...name][0] ?? '?'}
    </span>
  );
}
