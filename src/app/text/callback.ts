/** Words of the callback page. It has no framework; `src/pages` puts them in place as text. */

export const callbackText = {
  title: 'This sign-in was not started here',
  lead: 'A link or another page sent you here with the answer to a sign-in. No one pressed Connect in this tab, so the answer was thrown away and nothing about your connections changed.',
  failedTitle: 'This sign-in could not be finished',
  failedLead:
    'The answer came back to the right tab, but this browser did not let the page keep it for the next step. It was thrown away and nothing about your connections changed.',
  failedNote: 'Allow this site to store data, or free some space, then start the sign-in again.',
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
    keptNothing: 'nothing. The address was wiped first.',
  },
  note: 'It also looks like this when a sign-in is finished in another tab, or after more than ten minutes. Then simply start again.',
} as const;
