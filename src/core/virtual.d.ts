/** Modules made during the build; see tests/tools/build/virtual.ts. */
declare module 'virtual:config-shape' {
  /** The shape of a provider entry with the fields that most have, see provider/shape.ts. */
  export const usualShape: { readonly [key: string]: import('./provider/shape.ts').Shape };
}
declare module 'virtual:config-shape/rare' {
  /** The fields that few have. */
  export const rareShape: { readonly [key: string]: import('./provider/shape.ts').Shape };
}
