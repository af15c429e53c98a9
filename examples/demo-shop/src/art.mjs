// What the shops sell, drawn in a few lines.
const shapes = {
  boot: '<path d="M60 40h56v52c10 14 50 14 66 34 6 8 4 22-6 22H60z"/><path class="dark" d="M54 148h130v12c0 6-4 8-8 8H62c-4 0-8-2-8-8z"/><path class="line" d="M84 56h32M84 72h32M84 88h36"/>',
  pack: '<rect x="72" y="44" width="96" height="124" rx="26"/><path class="dark" d="M84 104h72v48a12 12 0 0 1-12 12H96a12 12 0 0 1-12-12z"/><path class="line" d="M100 44V34h40v10M120 120v24"/>',
  sock: '<path d="M92 34h46v76l34 28c14 12 4 34-14 32-30-2-58-14-66-34z"/><path class="dark" d="M92 34h46v20H92z"/><path class="line" d="M92 66h46"/>',
  camera:
    '<rect x="48" y="66" width="144" height="92" rx="10"/><circle class="dark" cx="120" cy="112" r="32"/><circle class="line" cx="120" cy="112" r="18"/><path class="dark" d="M66 54h34v12H66z"/>',
  lens: '<rect x="74" y="52" width="92" height="110" rx="12"/><path class="dark" d="M74 84h92v20H74z"/><path class="line" d="M86 62v10M100 62v10M114 62v10M128 62v10M142 62v10M156 62v10"/>',
  strap:
    '<path class="thick" d="M54 70c40-60 120-40 128 20s-60 80-60 80"/><path class="dark" d="M46 64h18v26H46zM110 158h22v18h-22z"/>',
  tomato:
    '<circle cx="120" cy="112" r="56"/><path class="dark" d="M120 66c-14-16-30-12-36-6 12 8 26 10 36 6zm0 0c14-16 30-12 36-6-12 8-26 10-36 6z"/><path class="line" d="M120 66V46"/>',
  can: '<path d="M78 74h84l-8 88H86z"/><path class="thick" d="M156 96c30-6 30 44 2 48"/><path class="dark" d="M82 96 44 66l-8 10 50 44z"/>',
  herbs:
    '<path class="dark" d="M48 118h144l-12 50H60z"/><path d="M84 116c-20-20-16-46-6-60 14 16 18 40 6 60zm36 0c-20-24-14-54 0-70 14 16 20 46 0 70zm36 0c-12-20-8-44 6-60 10 14 14 40-6 60z"/>',
};

export const draw = (art) =>
  `<svg class="art" viewBox="0 0 240 200" aria-hidden="true" focusable="false">${shapes[art]}</svg>`;

const face = ({ ground, skin, hair, shirt, fall }) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
<rect width="96" height="96" fill="${ground}"/>
<path d="M12 100c0-22 15-31 36-31s36 9 36 31z" fill="${shirt}"/>
<path d="M38 58h20v14c-3 6-17 6-20 0z" fill="${skin}"/>
<ellipse cx="48" cy="46" rx="18" ry="21" fill="${skin}"/>
${fall(hair)}
<path d="M41 47v2M55 47v2" stroke="#2a1d18" stroke-width="3" stroke-linecap="round"/>
<path d="M41 56q7 6 14 0" fill="none" stroke="#2a1d18" stroke-width="2.200" stroke-linecap="round"/>
</svg>
`;

/** Nobody in particular. */
export const faces = {
  ada: face({
    ground: '#cfe3da',
    skin: '#8d5a3b',
    hair: '#241812',
    shirt: '#e2a33b',
    fall: (hair) =>
      `<path d="M26 48c-4-28 8-36 22-36s26 8 22 36c-3-11-7-18-14-20-9 5-18 4-22 3-4 4-7 9-8 17z" fill="${hair}"/><circle cx="48" cy="11" r="9" fill="${hair}"/>`,
  }),
  bo: face({
    ground: '#f3dcc4',
    skin: '#f0c5a2',
    hair: '#b06a2c',
    shirt: '#3c6e71',
    fall: (hair) =>
      `<path d="M29 42c-2-20 8-28 20-28s20 8 18 26c-6-3-9-8-10-12-8 7-20 8-28 14z" fill="${hair}"/><path d="M30 54c2 18 10 21 18 21s16-3 18-21c-4 8-10 9-18 9s-14-1-18-9z" fill="${hair}"/>`,
  }),
  cleo: face({
    ground: '#d8d3ee',
    skin: '#d9a07a',
    hair: '#1d2030',
    shirt: '#7a4a8c',
    fall: (hair) =>
      `<path d="M24 76c-6-44 4-62 24-62s30 18 24 62c-8 0-10-4-10-14 2-18 0-28-6-34-8 8-16 8-24 12-4 10 2 30 0 36-2 2-6 1-8 0z" fill="${hair}"/>`,
  }),
};
