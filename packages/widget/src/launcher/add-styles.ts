/**
 * Adds a sheet to a shadow root; what it returns replaces it. A sheet that is made by script is no inline style to a content
 * security policy, so it needs no nonce.
 */
export function addStyles(root: ShadowRoot, css: string): (css: string) => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
  return (next) => sheet.replaceSync(next);
}
