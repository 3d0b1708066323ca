/**
 * A value that must not be seen: tokens, codes, verifiers, typed secrets.
 * Whatever prints it (string, JSON, console) gets a mask; only `reveal()` gives it out,
 * so a leak has to be written on purpose and can be searched for.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Call it only where it is sent or sealed. */
  reveal(): string {
    return this.#value;
  }

  /** The last four characters, which a person compares by eye; none of a short secret. */
  get tail(): string {
    return this.#value.length >= 12 ? this.#value.slice(-4) : '';
  }

  get length(): number {
    return this.#value.length;
  }

  toString(): string {
    return `•••• ${this.tail}`;
  }

  toJSON(): string {
    return this.toString();
  }
}
