type Rgb = readonly number[];

const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const hexOf = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** Relative luminance, by WCAG 2. */
const luminance = (rgb: Rgb): number =>
  rgb.reduce((sum, part, index) => {
    const share = part / 255;
    const linear = share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    return sum + linear * ([0.2126, 0.7152, 0.0722][index] ?? 0);
  }, 0.05);

const contrast = (a: Rgb, b: Rgb): number => {
  const ratio = luminance(a) / luminance(b);
  return Math.max(ratio, 1 / ratio);
};

const white = rgbOf('#ffffff');
const black = rgbOf('#000000');
/** What a light and a dark window are made of, where they are least favourable. */
const paper = rgbOf('#eef0f4');
const night = rgbOf('#2c2e36');
/** What AA asks of letters, and a little for rounding. */
const contrastMin = 4.6;

/** The same hue, only as much darker or lighter as makes it readable there. */
function readableOn(ground: Rgb, colour: Rgb, towards: Rgb): string {
  let mixed = colour;
  for (let share = 0; share < 1 && contrast(mixed, ground) < contrastMin; share += 0.04)
    mixed = colour.map((part, index) => part + ((towards[index] ?? 0) - part) * share);
  return hexOf(mixed);
}

export interface Palette {
  /** As a ground for `onAccent`. */
  accent: string;
  onAccent: string;
  /** As letters and lines, in the light and in the dark. */
  accentInk: string;
  accentGlow: string;
}

/** Colours of one brand that can be read, whatever its accent is. */
export function derivePalette(accent = ''): Palette {
  const base = rgbOf(/^#[\da-f]{6}$/i.test(accent) ? accent : '#3a5bd0');
  // A medium tone carries neither black nor white: it gives way a little.
  const [on, towards] = contrast(base, white) > 3 ? [white, black] : [black, white];
  return {
    accent: readableOn(on, base, towards),
    onAccent: hexOf(on),
    accentInk: readableOn(paper, base, black),
    accentGlow: readableOn(night, base, white),
  };
}
