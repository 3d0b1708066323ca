/**
 * The sign-in in a window: sends it to the provider and waits for what callback/ relays from there.
 * Window + address -> raw reply. The window may be cut off by the provider (Cross-Origin-Opener-Policy), which looks
 * as if it were closed; so a closed window is waited for a while longer, and the reply may come over a BroadcastChannel.
 * Side effects: the window, a listener, a channel, a timer; all gone when it settles.
 */
import { SingletError } from '../base/errors.ts';
import { type RelayAck, type RelayedReply, relayChannel } from '../vault/relay.ts';
import type { ActContext } from './context.ts';
import type { TravelOptions } from './door.ts';
import { failureAt } from './failure.ts';
import type { PopupWindow } from './ports.ts';

/** A window opened in the click, before anything else was known. */
export interface Popup {
  readonly id: string;
  /** null: the browser refused it. */
  readonly window: PopupWindow | null;
}

const lookEveryMs = 300;
const closedLifeMs = 120_000;
const lifeMs = 600_000;

export interface Trip {
  readonly provider: string;
  readonly url: string;
  /** The address holds a token, so it is never given out to be shown as a link. */
  readonly secret: boolean;
  readonly onPopup: TravelOptions['onPopup'] | undefined;
  readonly signal: AbortSignal | undefined;
}

export interface RawReply {
  readonly href: string;
  /** Epoch ms. */
  readonly receivedAt: number;
}

function forget({ transactions }: ActContext, id: string): void {
  try {
    transactions.forgetPopup(id);
  } catch {
    // Storage is blocked, so nothing was noted.
  }
}

/** Puts the window and what was noted of it away. */
export function dropPopup(context: ActContext, popup: Popup | undefined): void {
  if (!popup) return;
  popup.window?.close();
  forget(context, popup.id);
}

function isReply(data: unknown, id: string): data is RelayedReply {
  const { type, id: named, href } = (data ?? {}) as Partial<RelayedReply>;
  return type === 'singlet:reply' && named === id && typeof href === 'string';
}

/** Errors: `popup_blocked`, `popup_closed`, `transaction_expired`, `aborted`, `disposed`, and what `onPopup` throws. */
export function travel(context: ActContext, popup: Popup, { provider, url, secret, onPopup, signal }: Trip): Promise<RawReply> {
  const { ports, acts } = context;
  const { id, window } = popup;
  if (!window && (!onPopup || secret)) return Promise.reject(new SingletError('popup_blocked', { provider }));
  return new Promise((resolve, reject) => {
    const began = ports.now();
    let closedAt: number | undefined;
    const settle = (act: () => void) => {
      clearInterval(timer);
      signal?.removeEventListener('abort', abort);
      unlisten();
      channel?.close();
      act();
    };
    const fail = (error: unknown) =>
      settle(() => {
        dropPopup(context, popup);
        reject(error);
      });
    const abort = () => fail(new SingletError('aborted', { provider }));
    /** Runs a step; what goes wrong in it ends the sign-in, and nothing stays behind. */
    const step = (act: () => void) => {
      try {
        context.alive();
      } catch (error) {
        return fail(failureAt(provider, error));
      }
      try {
        act();
      } catch (error) {
        fail(error);
      }
    };
    const take = (data: RelayedReply, answer: (ack: RelayAck) => void) => {
      answer({ type: 'singlet:ack', id });
      settle(() => {
        // The window closes itself; what it noted stays spent there.
        forget(context, id);
        resolve({ href: data.href, receivedAt: ports.now() });
      });
    };
    const hear = (data: unknown, answer: (ack: RelayAck) => void) => {
      if (isReply(data, id)) step(() => take(data, answer));
    };
    const unlisten = acts.messages(hear);
    let channel: BroadcastChannel | undefined;
    try {
      channel = ports.channel?.(relayChannel(context.name, id));
      if (channel) channel.onmessage = ({ data }) => hear(data, (ack) => channel?.postMessage(ack));
    } catch {
      // Refused to this origin: the opener is the one way, then.
    }
    const look = () => {
      const now = ports.now();
      if (now - began > lifeMs) return fail(new SingletError('transaction_expired', { provider }));
      if (!window?.closed) return;
      if (closedAt === undefined) {
        closedAt = now;
        onPopup?.({ state: 'closed' });
      } else if (now - closedAt > closedLifeMs) fail(new SingletError('popup_closed', { provider }));
    };
    const timer = setInterval(() => step(look), lookEveryMs);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) return abort();
    step(() => {
      window?.location.replace(url);
      onPopup?.(window ? { state: 'open', focus: () => window.focus() } : { state: 'blocked', url });
    });
  });
}
