/**
 * The calls: balances, statements of one day, bank details of beneficiaries. Each is a POST with a signed body and a Bearer token;
 * client and secret may stand in headers and then have to be right. What the replies hold beyond the vendor's words is ours.
 */
import type { Context, Hono } from 'hono';
import { answerFailure, answerJson } from './answer.ts';
import { type Fault, isFault, readAccounts } from './asked-accounts.ts';
import { beneficiaries } from './data/accounts.ts';
import { clashes, faultOfHeaders } from './headers.ts';
import { isObject, isSigned, readSignedBody } from './message.ts';
import { bookingsOn, closingOf, dateOf, dayAt, mt940, riyals } from './statement.ts';
import type { Account } from './terms.ts';
import type { Token, World } from './world.ts';

type Fields = Readonly<Record<string, unknown>>;
type Handle = (request: Fields, c: Context) => Fault | Fields;

interface Call {
  readonly path: string;
  /** Member of Message that asks; its beginning is enough. */
  readonly asks: string;
  readonly answers: string;
  readonly handle: Handle;
}

function findToken(c: Context, world: World): Token | undefined {
  const [, text] = /^bearer (\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  const token = text === undefined ? undefined : world.tokens.get(text);
  return token && token.endsAt > world.clock() ? token : undefined;
}

function answerCall(world: World, { asks, answers, handle }: Call) {
  return async (c: Context): Promise<Response> => {
    const token = findToken(c, world);
    if (!token || clashes(c, token.client)) return answerFailure('credentials', 'The access token is not valid.');
    const wait = world.limiter.take(token.client.client_id);
    if (wait > 0) return answerFailure('tooMany', 'Too many calls in a minute.');
    const faultOfHeader = faultOfHeaders(c, 'other');
    if (faultOfHeader !== undefined) return answerFailure('request', faultOfHeader);
    if (c.req.header('CompanyId') !== token.client.companyId) return answerFailure('request', 'CompanyId is not that of the token.');
    const body = readSignedBody(await c.req.text());
    const request = Object.entries(body?.message ?? {}).find(([name]) => name.startsWith(asks))?.[1];
    if (!body || !isObject(request)) return answerFailure('request', `The body has to be {"Message":{"${asks}":{…}},"Signature":"…"}.`);
    const key = await world.publicKeyOf(token.client);
    if (!key || !(await isSigned(body, key))) return answerFailure('signature', 'The signature could not be verified.');
    const answer = handle(request, c);
    if (isFault(answer)) return answerFailure(answer.fault, answer.message);
    const DateTimeStamp = new Date(world.clock() + 3 * 3_600_000).toISOString().slice(0, 19);
    const SVReferenceID = c.req.header('SVReferenceID');
    return answerJson({ status: 'SUCCESS', Message: { [answers]: { SVReferenceID, DateTimeStamp, ...answer } } });
  };
}

const named = ({ BankCode, CompanyCode, AccNumber, IBAN, AccountName, Currency }: Account) => ({
  BankCode,
  CompanyCode,
  AccNumber,
  IBAN,
  CustomerName: AccountName,
  AccountCurrency: Currency,
});

function balances(world: World): Handle {
  return (request) => {
    const accounts = readAccounts(request);
    if (isFault(accounts)) return accounts;
    const day = dayAt(world.clock()) - 1;
    const tell = (account: Account) => ({
      ...named(account),
      AccountStatus: 'ACTIVE',
      AvailableBalance: riyals(closingOf(account, day)),
      LedgerBalance: riyals(closingOf(account, day)),
    });
    return { AccountBalances: accounts.map(tell) };
  };
}

/** The day asked for: one alone, before today, and not more than 30 days ago. */
function readDay(request: Fields, world: World): number | Fault {
  const [from, to] = [request.FromDate, request.ToDate].map((stamp) =>
    typeof stamp === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(stamp) ? Date.parse(`${stamp}+03:00`) : Number.NaN,
  );
  if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to))
    return { fault: 'field', message: 'FromDate and ToDate have to be YYYY-MM-DDTHH:MM:SS.' };
  const [day, today] = [dayAt(from), dayAt(world.clock())];
  if (day !== dayAt(to) || to < from) return { fault: 'moreThanOneDay', message: 'A statement is of one day.' };
  if (day >= today) return { fault: 'todayOrLater', message: 'The statement date is the current date or a future one.' };
  if (day < today - 30) return { fault: 'tooOld', message: 'The statement date is more than 30 days ago.' };
  return day;
}

function statements(world: World): Handle {
  return (request) => {
    const accounts = readAccounts(request);
    if (isFault(accounts)) return accounts;
    const day = readDay(request, world);
    if (typeof day === 'object') return day;
    const tell = (account: Account) => ({
      ...named(account),
      StatementDate: dateOf(day),
      OpeningBalance: riyals(closingOf(account, day - 1)),
      ClosingBalance: riyals(closingOf(account, day)),
      Transactions: bookingsOn(account, day).map(({ reference, words, amount }) => ({
        Reference: reference,
        ValueDate: dateOf(day),
        CreditDebit: amount < 0 ? 'D' : 'C',
        Amount: riyals(amount),
        Description: words,
      })),
      MT940: mt940(account, day),
    });
    return { Statements: accounts.map(tell) };
  };
}

const bankDetails: Handle = ({ IBAN }) => {
  const found = beneficiaries.filter((one) => IBAN === undefined || IBAN === '' || one.IBAN === IBAN);
  return found.length === 0 ? { fault: 'nothingThere', message: 'No beneficiary has this IBAN.' } : { Beneficiaries: found };
};

export function addApi(app: Hono, world: World): void {
  const calls: readonly Call[] = [
    { path: '/account/balance', asks: 'OSVBalanceEnquiryRequest', answers: 'OSVBalanceEnquiryResponse', handle: balances(world) },
    {
      path: '/account/statement/940',
      asks: 'OSVAccountStatementRequest',
      answers: 'OSVAccountStatementResponse',
      handle: statements(world),
    },
    { path: '/getbeneficary/bankdetails', asks: 'OSVBeneficiary', answers: 'OSVBeneficiaryBankDetailsResponse', handle: bankDetails },
  ];
  for (const call of calls) app.post(`/api/v1${call.path}`, answerCall(world, call));
}
