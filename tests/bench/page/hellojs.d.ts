/** The parts of hello.js that the bench uses; the package brings no types of its own. */

declare module 'hellojs/dist/hello.js' {
  interface AuthResponse {
    readonly access_token: string;
    readonly token_type: string;
    /** Epoch seconds. */
    readonly expires: number;
    readonly network: string;
  }

  interface Hello {
    (network: string): { getAuthResponse(): AuthResponse | null };
    init(services: Readonly<Record<string, { readonly id: string }>>): void;
    readonly utils: { store(name: string, value: AuthResponse): void };
  }

  const hello: Hello;
  export = hello;
}
