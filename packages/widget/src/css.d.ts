/** A style sheet as text, minified when it is built. */
declare module '*.css?inline' {
  const css: string;
  export default css;
}
