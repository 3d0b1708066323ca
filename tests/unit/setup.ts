/** Unit tests have no network: a request that no test planned is an error that names its address. */
globalThis.fetch = (input) => Promise.reject(new Error(`unplanned request to ${input instanceof Request ? input.url : String(input)}`));
