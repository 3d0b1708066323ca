/** Tokens, codes and typed secrets, so that they cannot be shown by accident. */

/** Apart from the object itself: a browser's console shows private fields. */
const values = new WeakMap<Secret, string>();

/**
 * A value that must not be seen: tokens, codes, verifiers, typed secrets.
 * Whatever prints it (string, JSON, console) gets a mask; only `reveal()` gives it out,
 * so a leak has to be written on purpose and can be searched for.
 */
export class Secret {
  constructor(value: string) {
    values.set(this, value);
  }

  /** The value itself. Call it only where it is sent or sealed. */
  reveal(): string {
    return values.get(this) ?? '';
  }

  /** The last four characters, which a person compares by eye; none of a short secret. */
  get tail(): string {
    const value = this.reveal();
    return value.length >= 12 ? value.slice(-4) : '';
  }

  toString(): string {
    return `•••• ${this.tail}`;
  }

  toJSON(): string {
    return this.toString();
  }
}
