/**
 * Tells a failure: its words from the catalogue (error-words.ts) with names, certainty and what may be spent filled in. Pure.
 */
import type { ErrorCode } from '../../core/index.ts';
import { type ActionName, type ErrorWords, errorWords, say } from './error-words.ts';
import { fill } from './text.ts';

export type { ActionName };

export const actionLabels: Readonly<Record<ActionName, string>> = {
  again: 'Start again',
  reload: 'Reload',
  retry: 'Try again',
  signIn: 'Sign in again',
  home: 'Go to connections',
  providers: 'Go to providers',
  inspect: 'Check the settings',
  popup: 'Open the window',
  newTab: 'Open this page in a tab of its own',
  takeOver: 'Sign in here instead',
  retrySecret: 'Type it again',
  giveSecret: 'Give the secret again',
  chooseKey: 'Choose another file',
  paste: 'Paste it again',
  copy: 'Copy what to ask for',
};

/** A `network_failed` that is certain: the head of the reply was read. */
const brokenOff = say(
  'retry',
  'The reply of {host} broke off.',
  'It began to come, and the connection was cut before its end. Nothing of it was kept.',
);

const unexpected = say(
  'reload',
  'Something went wrong in this page.',
  'This is a fault of Singlet, not of you or the provider. Your connections are untouched.',
);

/** What is told of a failure; the `Failure` of app/state is one. */
export interface Told {
  readonly code: ErrorCode | 'unexpected';
  readonly facts?:
    | {
        readonly certainty?: 'certain' | 'likely';
        readonly spent?: 'nothing' | 'maybe';
        readonly origin?: string;
        readonly retryAfterMs?: number;
      }
    | undefined;
}

const sure = { certain: 'Certainly', likely: 'Probably' } as const;

const after = {
  spent: 'The code or token that was sent may be used up all the same, so nothing is sent again by itself.',
  wait: 'It asks for {time}.',
} as const;

/** `4 seconds` */
export function seconds(ms: number): string {
  const count = Math.max(1, Math.ceil(ms / 1000));
  return count === 1 ? '1 second' : `${count} seconds`;
}

/** A code of a newer release in another frame has no words here. */
function chosenFor(code: Told['code'], certainty: keyof typeof sure): ErrorWords {
  if (code === 'unexpected') return unexpected;
  return code === 'network_failed' && certainty === 'certain' ? brokenOff : (errorWords[code] ?? unexpected);
}

/** The words for a failure; `provider` is the name that a person knows. */
export function describe(failure: Told, provider = 'the provider'): ErrorWords & { readonly label: string } {
  const { certainty = 'likely', spent, origin, retryAfterMs } = failure.facts ?? {};
  const chosen = chosenFor(failure.code, certainty);
  const host = origin && URL.canParse(origin) ? new URL(origin).host : provider;
  const values = { provider, host, sure: sure[certainty] };
  const why = [
    sentence(fill(chosen.why, values)),
    ...(spent === 'maybe' && failure.code !== 'aborted' ? [after.spent] : []),
    ...(retryAfterMs ? [fill(after.wait, { time: seconds(retryAfterMs) })] : []),
  ];
  return { action: chosen.action, label: actionLabels[chosen.action], title: sentence(fill(chosen.title, values)), why: why.join(' ') };
}

/** A name keeps its letters; "the provider" begins a sentence with a capital. */
function sentence(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}

export const errorLabels = { code: 'Code', detail: 'In detail' } as const;

/** What the operator of a server without CORS has to send to pages of this origin. */
export const allowHeader = (origin: string): string => `Access-Control-Allow-Origin: ${origin}`;
