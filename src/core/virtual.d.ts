/** Modules made during the build; see tests/tools/build/virtual.ts. */
declare module 'virtual:config-shape' {
  /** The shape of a provider entry, see provider/shape.ts. */
  export const entryShape: import('./provider/shape.ts').Shape;
}
