/** Where the places of tours are kept. Base address -> name. Pure. */
export const tourKey = (base: URL): string => `singlet:${base.pathname}:tours`;
