/** Words of the question whether a token that came back is one's own. */
import { span } from './time.ts';

export const confirm = {
  title: 'Is this your {name} account?',
  titleNobody: 'Keep this token of {name}?',
  lead: '{name} says the token that just came back belongs to the account below. Keep it only if every name is yours.',
  leadNobody: '{name} does not say whose token this is. Keep it only if you signed in there yourself a moment ago.',
  held: 'held apart, not in use yet',
  account: 'Account',
  person: 'Name',
  email: 'Email',
  keep: 'Yes, keep this account',
  keepNobody: 'Yes, keep this token',
  keeping: 'Keeping it',
  discard: 'No, discard the token',
  discarding: 'Discarding it',
  discarded: 'The token was discarded. Nothing about your connections changed.',
  why: 'Why you are asked',
  answers: 'The reply answers your click.',
  cannot: 'It cannot prove whose token it is.',
  cannotWhy: '{name} sends no proof of that here, so someone could have put their own token in its place.',
  tell: 'You can tell.',
  tellWhy: 'If a name is not yours, discard it: you would be putting your work into another person’s account.',
} as const;

export function answersWhy(startedAt: number, receivedAt: number): string {
  return `It carries what this tab made ${span(Math.max(1000, receivedAt - startedAt))} before it came back.`;
}
