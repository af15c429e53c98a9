/** Tells, as style, what a virtual keyboard leaves of the page; browsers don't take it off the height of the window. */
export function fitViewport(set: (css: string) => void): () => void {
  const viewport = window.visualViewport;
  const measure = () => {
    if (!viewport) return set('');
    const { height, offsetTop } = viewport;
    set(`:host{--seen-height:${Math.round(height)}px;--seen-top:${Math.round(offsetTop)}px}`);
  };
  measure();
  viewport?.addEventListener('resize', measure);
  viewport?.addEventListener('scroll', measure);
  return () => {
    viewport?.removeEventListener('resize', measure);
    viewport?.removeEventListener('scroll', measure);
  };
}
