/** Modules made during the build; see tests/tools/build/virtual.ts. */
declare module 'virtual:config-shape' {
  /** JSON Schema (2020-12 subset) of a provider entry. */
  export const entryShape: import('./provider/shape.ts').Shape;
}
