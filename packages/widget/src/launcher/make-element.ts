type Attributes = Readonly<Record<string, string | boolean | undefined>>;

function dress<E extends Element>(node: E, attributes: Attributes, children: readonly (Node | string)[]): E {
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) node.setAttribute(name, value === true ? '' : value);
  node.append(...children);
  return node;
}

/** An element as markup would say it, without markup: text stays text. */
export const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] => dress(document.createElement(tag), attributes, children);

const svgNamespace = 'http://www.w3.org/2000/svg';

export const makeSvg = (tag: string, attributes: Attributes = {}, ...children: Node[]): SVGElement =>
  dress(document.createElementNS(svgNamespace, tag) as SVGElement, attributes, children);
