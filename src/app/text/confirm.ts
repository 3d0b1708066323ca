/** Words of the question whether a token that came back is one's own. */
import { fill } from './text.ts';
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
  discarded: 'Discarded. Your connections are as they were.',
  why: 'Why you are asked',
  ties: {
    nonce: ['The reply answers your click.', 'The nonce in its address is the one this tab made {ago} before it came back.'],
    pasted: ['The reply answers your click.', 'You pasted its code here, {ago} after this tab asked for it.'],
    state: ['The reply answers your click.', 'Its state is the one this tab made {ago} before it came back.'],
    nothing: ['Nothing ties the reply to your click.', 'It came to this tab {ago} after you left, and that is all this page knows.'],
  },
  cannot: 'It cannot prove whose token it is.',
  cannotWhy: '{name} sends no proof of that here, so someone could have put their own token in its place.',
  tell: 'You can tell.',
  tellWhy: 'If a name is not yours, discard it: you would be putting your work into another person’s account.',
} as const;

export type Tie = keyof typeof confirm.ties;

/** What ties a reply to the click, and how long it took. */
export function tieWords(tie: Tie, startedAt: number, receivedAt: number): readonly [what: string, why: string] {
  const [what, why] = confirm.ties[tie];
  return [what, fill(why, { ago: span(Math.max(1000, receivedAt - startedAt)) })];
}
