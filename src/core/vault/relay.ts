/**
 * What callback/ in a window says to the page that opened it, and what it hears back. Types and the channel's name only.
 * Every message stays on this origin, and nobody listens under an id but the page that made it.
 */

export interface RelayedReply {
  readonly type: 'singlet:reply';
  readonly id: string;
  /** The raw address that the provider sent the window to. */
  readonly href: string;
}

export interface RelayAck {
  readonly type: 'singlet:ack';
  readonly id: string;
}

/** `name` is that of the vault. */
export const relayChannel = (name: string, id: string) => `${name}:reply:${id}`;
