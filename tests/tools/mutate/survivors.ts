/**
 * Mutants that no test can tell from the module as it is, each with the reason. Data.
 * `npm run mutate` fails on a survivor that does not stand here, and on an entry that is killed by now or is gone.
 */

export interface Survivor {
  readonly module: string;
  /** The piece of source as it stands, blanks run together. */
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}

const attach = 'src/core/intercept/attach.ts';
const intercept = 'src/core/intercept/intercept.ts';
const match = 'src/core/intercept/match.ts';
const requestParts = 'src/core/intercept/request-parts.ts';
const returnTo = 'src/core/session/return-to.ts';

export const survivors: readonly Survivor[] = [
  {
    module: attach,
    before: "''",
    after: "'mutant'",
    reason: 'Read where a host was folded: any text that is no address has no origin and no path.',
  },
  {
    module: intercept,
    before: "headers.get('www-authenticate') ?? ''",
    after: "(headers.get('www-authenticate'))",
    reason: 'A pattern reads null as the text null, which names no error. The empty text is there for the type.',
  },
  {
    module: intercept,
    before: "''",
    after: "'mutant'",
    reason: 'The same: no text without the error matches.',
  },
  {
    module: intercept,
    before: 'known instanceof Promise ? await known : known',
    after: '(await known)',
    reason: 'The same result one turn later; the bench is what sees it.',
  },
  {
    module: intercept,
    before: 'input instanceof Request',
    after: '(true)',
    reason: 'The part would be loaded for calls that do not need it, and not be used; the bench is what sees it.',
  },
  {
    module: intercept,
    before: '??=',
    after: '=',
    reason: 'The part would be asked for at each call, and be the same; the bench is what sees it.',
  },
  {
    module: intercept,
    before: 'input instanceof Request && takeApart',
    after: '(input instanceof Request)',
    reason: 'The part is there by then; it is asked for the type alone.',
  },
  {
    module: match,
    before: "''",
    after: "'mutant'",
    reason: 'Never used: an entry without a connection does not get into the index. It is there for the type alone.',
  },
  {
    module: requestParts,
    before: 'body && { body }',
    after: '({ body })',
    reason: 'To fetch, a body that is undefined is none.',
  },
  {
    module: returnTo,
    before: 'url.origin !== own.origin || url.pathname.startsWith(own.pathname)',
    after: '(url.pathname.startsWith(own.pathname))',
    reason: 'A second net: text that starts with one "/" and holds no "\\" and no control character cannot name another origin.',
  },
];
