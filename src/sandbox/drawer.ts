/** What lies under random names: codes, tokens, sign-ins under way. Side effects: its map; draws random numbers. */
import { encodeBase64Url } from './standard/base64url.ts';

export interface Drawer<T> {
  /** Puts it in and answers its name. */
  add(thing: T): string;
  /** Puts it in under a name made elsewhere. */
  put(name: string, thing: T): void;
  get(name: string | undefined): T | undefined;
  remove(name: string | undefined): void;
  all(): readonly T[];
}

export function createDrawer<T>(makeName: () => string, things = new Map<string, T>()): Drawer<T> {
  const put = (name: string, thing: T) => void things.set(name, thing);
  return {
    add(thing) {
      const name = makeName();
      put(name, thing);
      return name;
    },
    put,
    get: (name) => (name === undefined ? undefined : things.get(name)),
    remove: (name) => void things.delete(name ?? ''),
    all: () => [...things.values()],
  };
}

export function randomText(bytes: number): string {
  return encodeBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));
}

const lettersAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits alone. */
export function randomLetters(length: number): string {
  const draw = (byte: number) => lettersAndDigits[byte % lettersAndDigits.length] ?? '';
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), draw).join('');
}
