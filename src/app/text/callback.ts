/** Words of the callback page. It has no framework; `src/pages` puts them in place as text. */

interface Told {
  readonly title: string;
  readonly lead: string;
  readonly note: string;
}

/** By what became of the reply. Every other code is of storage that failed. */
const told: Readonly<Record<'done' | 'no_transaction' | 'opener_gone' | 'failed', Told>> = {
  done: {
    title: 'You can close this window',
    lead: 'The answer was handed to the page that opened this window, and it goes on there.',
    note: 'This browser does not let the window close itself.',
  },
  no_transaction: {
    title: 'This sign-in was not started here',
    lead: 'A link or another page sent you here with the answer to a sign-in. No one pressed Connect in this tab, so the answer was thrown away and nothing about your connections changed.',
    note: 'It also looks like this when a sign-in is finished in another tab, or after more than ten minutes. Then simply start again.',
  },
  opener_gone: {
    title: 'The page that began this sign-in is gone',
    lead: 'This window was opened by a page that was closed or reloaded meanwhile. Only that page could have finished the sign-in, so the answer was thrown away and nothing about your connections changed.',
    note: 'Start the sign-in again, and keep the page open that it begins on.',
  },
  failed: {
    title: 'This sign-in could not be finished',
    lead: 'The answer came back to the right tab, but this browser did not let the page keep it for the next step. It was thrown away and nothing about your connections changed.',
    note: 'Allow this site to store data, or free some space, then start the sign-in again.',
  },
};

export function callbackWords(code: string): Told {
  return Object.hasOwn(told, code) ? told[code as keyof typeof told] : told.failed;
}

export const callbackText = {
  button: 'Go to connections',
  facts: {
    heading: 'What arrived',
    address: 'Address',
    from: 'Came from',
    names: 'Sign-in it names',
    kept: 'Kept',
    code: 'Code',
  },
  values: {
    fromUnknown: 'not told by the browser',
    namesNone: 'none that this tab began',
    namesOne: 'the one this tab began',
    namesWindow: 'the one of this window',
    keptNothing: 'nothing. The address was wiped first.',
    keptThere: 'nothing here. The page that opened this window has it.',
  },
} as const;
