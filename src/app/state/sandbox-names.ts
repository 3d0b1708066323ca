/** What the sandbox is called in the browser. Base address -> name. Pure. */
export const workerScript = (base: URL): string => new URL('sandbox-worker.js', base).href;
export const switchKey = (base: URL): string => `singlet:${base.pathname}:sandbox`;
