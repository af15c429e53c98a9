// Writes the shops' pages into dist/shop: plain files, as any shop has them.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { draw, faces } from './art.mjs';
import { brands } from './brands.mjs';

const here = path.resolve(import.meta.dirname, '..');
const out = path.join(here, 'dist/shop');

const escapeHtml = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** The one line that a shop adds to its pages. */
function scriptTag({ widget }) {
  const attributes = Object.entries({ community: 'demo', ...widget }).map(
    ([name, value]) => `data-${name}="${escapeHtml(typeof value === 'string' ? value : JSON.stringify(value))}"`,
  );
  return `<script src="/widget.js" defer ${attributes.join(' ')}></script>`;
}

const shell = (brand, { title, body }) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${title} · ${brand.name}</title>
<link rel="stylesheet" href="/shop/shop.css">
<link rel="icon" href="data:,">
</head>
<body class="${brand.id}">
<header><a class="name" href="/shop/${brand.id}/">${brand.name}</a><span>${brand.line}</span>
<nav aria-label="Shops">${brands
  .filter(({ id }) => id !== brand.id)
  .map(({ id, name }) => `<a href="/shop/${id}/">${name}</a>`)
  .join('')}<a href="/">The demo</a></nav></header>
<main>
${body}
</main>
<footer>A made-up shop. Nothing here can be bought; the chat in the corner is real.</footer>
${scriptTag(brand)}
</body>
</html>
`;

const card = (brand, { id, name, price, art }) =>
  `<li><a href="/shop/${brand.id}/${id}.html">${draw(art)}<span>${name}</span><span class="price">${price}</span></a></li>`;

const home = (brand) => `<section class="hero"><h1>${brand.hero}</h1><p>${brand.text}</p></section>
<ul class="products">${brand.products.map((product) => card(brand, product)).join('')}</ul>`;

const productPage = (brand, { name, price, text, art }) => `<section class="product">${draw(art)}
<div><h1>${name}</h1><p>${text}</p><p class="price">${price}</p><p>Not sure? Ask somebody who has it, in the corner.</p></div></section>
<ul class="products">${brand.products
  .filter((product) => product.name !== name)
  .map((product) => card(brand, product))
  .join('')}</ul>`;

rmSync(out, { recursive: true, force: true });
for (const brand of brands) {
  mkdirSync(path.join(out, brand.id), { recursive: true });
  const write = (file, page) => writeFileSync(path.join(out, brand.id, file), shell(brand, page));
  write('index.html', { title: brand.line, body: home(brand) });
  for (const product of brand.products)
    write(`${product.id}.html`, { title: product.name, body: productPage(brand, product) });
}
mkdirSync(path.join(out, 'faces'));
for (const [name, svg] of Object.entries(faces)) writeFileSync(path.join(out, `faces/${name}.svg`), svg);
cpSync(path.join(here, 'public'), path.join(here, 'dist'), { recursive: true });
