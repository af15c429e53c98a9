import { make, makeSvg } from './make-element.js';

/** Ground, skin, hair and shirt of people who don't exist. */
const drawn = [
  ['#f4c9a8', '#8d5a3b', '#2c1c14', '#d9573f'],
  ['#bcd7d2', '#f0c29c', '#a3542a', '#2f6f73'],
  ['#d9cfee', '#d99f77', '#1f2430', '#5b4b9a'],
];

const drawFace = ([ground, skin, hair, shirt]: readonly string[]): SVGElement =>
  makeSvg(
    'svg',
    { viewBox: '0 0 40 40', class: 'face', 'aria-hidden': 'true' },
    ...[
      ['M0 0h40v40H0z', ground],
      ['M11 28V18a9 9 0 0 1 18 0v10z', hair],
      ['M5 42a15 12 0 0 1 30 0z', shirt],
      ['M17 25h6v7q-3 2-6 0zM13 19q8 0 9-4 2 4 5 4v1a7 8 0 0 1-14 0z', skin],
    ].map(([d, fill]) => makeSvg('path', { d, fill })),
  );

/** Up to `n` faces: the brand's pictures where it gave some, else drawn ones, which are nobody's. */
export const makeFaces = (n: number, pictures: readonly string[] = []): Element[] =>
  pictures.length > 0
    ? pictures.slice(0, n).map((src) => make('img', { class: 'face', src, alt: '' }))
    : drawn.slice(0, n).map(drawFace);
