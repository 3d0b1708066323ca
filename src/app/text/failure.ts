/** Words of the view that tells why a sign-in could not be finished. */

export const failureText = {
  facts: 'What is known',
  provider: 'Provider',
  origin: 'Asked',
  said: 'Said by the provider',
  sure: 'How sure',
  certain: 'certain',
  likely: 'probable; a page is not told',
  spent: 'Used up',
  spentNothing: 'nothing',
  spentMaybe: 'perhaps the code or token that was sent',
  wait: 'To wait',
  kept: 'Kept',
  keptNothing: 'nothing',
  keptConnection: 'the connection as it was',
  expected: 'This connection is',
  found: 'Now signed in',
  askFor: 'What to ask for',
  askHelp: 'The operator of {host} sends this with every reply, and with the answer to the OPTIONS request that browsers send first.',
  askName: 'response header',
} as const;
