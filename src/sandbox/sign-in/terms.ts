/** Who takes part in a sign-in by code at a simulated system that is no standard provider. Types only. */

/** An application registered there; all of them are confidential. */
export interface Client {
  readonly client_id: string;
  readonly client_secret: string;
  readonly name: string;
}

export interface Person {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly given_name: string;
  readonly email: string;
}

/** What an authorization request asked for, once it is in order. */
export interface Asked {
  readonly client: Client;
  /** Undefined: the code is shown to the person. */
  readonly redirect_uri: string | undefined;
  readonly state: string | undefined;
  readonly scope: readonly string[];
  readonly code_challenge: string | undefined;
}

export interface Fault {
  readonly error: string;
  readonly error_description: string;
}

/** What the pages have to say about the system. */
export interface House {
  readonly name: string;
  /** Two letters. */
  readonly glyph: string;
  /** One sentence that stands above every page. */
  readonly note: string;
  /** The first one is filled in. */
  readonly people: readonly Person[];
  /** Path prefix of every address that the system makes of itself; '' at the root. */
  readonly mount: string;
  /** Where the pages of a sign-in stand; holds `:step`. */
  readonly stepPath: string;
  /** What the system calls the code where a person copies it. */
  readonly codeWord: string;
  /** What the application could then do, line by line. */
  meanings(asked: Asked): readonly string[];
}
