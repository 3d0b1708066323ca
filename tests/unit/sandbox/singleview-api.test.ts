/** Singleview's calls: signed and with a token, ten a minute, statements of one day that is over. */
import { beforeEach, describe, expect, test } from 'vitest';
import { singleviewBends } from '../../../src/sandbox/singleview/bends.ts';
import {
  account,
  app,
  type Bench,
  client,
  createBench,
  failureOf,
  key,
  payment,
  signatureOf,
  signed,
  signedText,
} from './singleview-bench.ts';

let bench: Bench;
let token: string;

beforeEach(async () => {
  bench = createBench();
  token = await bench.token();
});

const balanceBody = (asked = account) =>
  signed({ OSVBalanceEnquiryRequest: { StartDate: '2026-11-19T08:00:00', TransactionType: '940', OSVPaymentInfoMessage: payment(asked) } });

const statementBody = (date: string, to = date) =>
  signed({
    OSVAccountStatementRequest: {
      FromDate: `${date}T00:00:00`,
      ToDate: `${to}T23:59:59`,
      TransactionType: '940',
      OSVPaymentInfoMessage: payment(),
    },
  });

const balance = (body = balanceBody(), headers = {}) => bench.call('/account/balance', token, body, headers);
const statement = (date: string, to?: string) => bench.call('/account/statement/940', token, statementBody(date, to));
const statementOf = async (date: string) => (await (await statement(date)).json()).Message.OSVAccountStatementResponse.Statements[0];

describe('balance', () => {
  test('tells customer, state, number, currency and what is available', async () => {
    const reply = await (await balance()).json();
    expect(reply.status).toBe('SUCCESS');
    expect(reply.Message.OSVBalanceEnquiryResponse).toMatchObject({
      SVReferenceID: 'SV150619940615',
      DateTimeStamp: '2026-11-19T12:00:00',
      AccountBalances: [
        {
          CustomerName: 'Nakheel Provisions Trading Co. - Operating',
          AccountStatus: 'ACTIVE',
          AccNumber: account.AccNumber,
          AccountCurrency: 'SAR',
          AvailableBalance: expect.stringMatching(/^\d{7}\.\d\d$/),
        },
      ],
    });
  });

  test('is refused for a bank, a company or an account that is not there', async () => {
    const asked = async (change: object) => failureOf(await balance(balanceBody({ ...account, ...change })));
    expect(await asked({ BankCode: 'NONE' })).toEqual([400, 'FAILURE', 'ER03001', ['message']]);
    expect(await asked({ CompanyCode: 'OTHER' })).toEqual([400, 'FAILURE', 'ER03001', ['message']]);
    expect(await asked({ AccNumber: '1' })).toEqual([404, 'FAILURE', 'ER00404', ['message']]);
    expect((await balance(signed({ OSVBalanceEnquiryRequest: {} }))).status).toBe(400);
  });
});

describe('statement', () => {
  test('is an MT940 whose bookings lead from one balance to the other', async () => {
    const { OpeningBalance, ClosingBalance, Transactions, MT940, IBAN } = await statementOf('2026-11-18');
    const sum = Transactions.reduce(
      (total: number, { CreditDebit, Amount }: Record<string, string>) =>
        total + (CreditDebit === 'C' ? 1 : -1) * Math.round(Number(Amount) * 100),
      0,
    );
    expect(Transactions.length).toBeGreaterThan(1);
    expect(Math.round(Number(OpeningBalance) * 100) + sum).toBe(Math.round(Number(ClosingBalance) * 100));
    const lines = MT940.split('\r\n');
    expect(lines.slice(0, 4)).toEqual([
      ':20:SV2611180119',
      `:25:${IBAN}`,
      ':28C:322/1',
      `:60F:C261117SAR${OpeningBalance.replace('.', ',')}`,
    ]);
    expect(lines).toContain(`:62F:C261118SAR${ClosingBalance.replace('.', ',')}`);
    expect(lines.filter((line: string) => /^:61:2611181118[CD]\d+,\d\dN[A-Z]{3}SV[\dA-F]{10}$/.test(line))).toHaveLength(
      Transactions.length,
    );
  });

  test('goes on where the day before ended, rests at the weekend, and the last one agrees with the balance', async () => {
    const [wednesday, tuesday] = [await statementOf('2026-11-18'), await statementOf('2026-11-17')];
    expect(wednesday.OpeningBalance).toBe(tuesday.ClosingBalance);
    expect(wednesday.ClosingBalance).not.toBe(wednesday.OpeningBalance);
    const [friday, saturday] = [await statementOf('2026-11-13'), await statementOf('2026-11-14')];
    expect([friday.Transactions, saturday.Transactions]).toEqual([[], []]);
    const { AccountBalances } = (await (await balance()).json()).Message.OSVBalanceEnquiryResponse;
    expect(AccountBalances[0].AvailableBalance).toBe(wednesday.ClosingBalance);
  });

  test('is of one day alone, not today, and not more than 30 days ago', async () => {
    expect(await failureOf(await statement('2026-11-17', '2026-11-18'))).toEqual([400, 'FAILURE', 'ER03101', ['message']]);
    expect(await failureOf(await statement('2026-11-19'))).toEqual([400, 'FAILURE', 'ER03102', ['message']]);
    expect(await failureOf(await statement('2026-11-25'))).toEqual([400, 'FAILURE', 'ER03102', ['message']]);
    expect((await statement('2026-10-20')).status).toBe(200);
    expect(await failureOf(await statement('2026-10-19'))).toEqual([400, 'FAILURE', 'ER03103', ['message']]);
    expect(await failureOf(await statement('yesterday'))).toEqual([400, 'FAILURE', 'ER03001', ['message']]);
  });

  test('takes the day as it is in Riyadh', async () => {
    bench.clock.ms = Date.UTC(2026, 10, 19, 20, 59);
    token = await bench.token();
    expect((await statement('2026-11-19')).status).toBe(400);
    bench.clock.ms += 60_000;
    expect((await statement('2026-11-19')).status).toBe(200);
  });
});

describe('bank details', () => {
  const details = (fields: object) => bench.call('/getbeneficary/bankdetails', token, signed({ OSVBeneficiaryBankDetailsRequest: fields }));

  test('are of all beneficiaries, or of one by its IBAN', async () => {
    const all = (await (await details({})).json()).Message.OSVBeneficiaryBankDetailsResponse.Beneficiaries;
    expect(all.length).toBeGreaterThan(2);
    const one = await (await details({ IBAN: all[1].IBAN })).json();
    expect(one.Message.OSVBeneficiaryBankDetailsResponse.Beneficiaries).toEqual([all[1]]);
    expect((await details({ IBAN: 'SA00' })).status).toBe(404);
  });
});

describe('a call', () => {
  test('needs a living token: 401', async () => {
    expect(await failureOf(await bench.call('/account/balance', 'stranger', balanceBody()))).toEqual([
      401,
      'FAILURE',
      'ER00401',
      ['message'],
    ]);
    bench.singleview.expireAccessTokens();
    expect((await balance()).status).toBe(401);
  });

  test('needs a signature over its own Message', async () => {
    const text = JSON.stringify({ OSVBalanceEnquiryRequest: { OSVPaymentInfoMessage: payment() } });
    expect((await balance(signedText(text))).status).toBe(200);
    expect(await failureOf(await balance(signedText(text, signatureOf(text, key('other-test.pkcs8')))))).toEqual([
      400,
      'FAILURE',
      'ER00406',
      ['message'],
    ]);
    expect((await balance(text)).status).toBe(400);
  });

  test('needs the headers; client and secret may be left out, or have to be right', async () => {
    expect((await balance(undefined, { SVReferenceID: '' })).status).toBe(400);
    expect((await balance(undefined, { CompanyId: 'OTHER' })).status).toBe(400);
    expect((await balance(undefined, { clientid: client.client_id, clientsecret: client.client_secret })).status).toBe(200);
    expect((await balance(undefined, { clientsecret: 'guess' })).status).toBe(401);
  });

  test('is one of ten a minute', async () => {
    for (let call = 0; call < 10; call++) expect((await balance()).status).toBe(200);
    expect(await failureOf(await balance())).toEqual([429, 'FAILURE', 'ER00429', ['message']]);
    expect((await bench.ask()).status).toBe(200);
    bench.clock.ms += 60_000;
    expect((await balance()).status).toBe(200);
  });

  test('is one of as many as are set', async () => {
    bench = createBench({ callsPerMinute: 1 });
    token = await bench.token();
    expect([(await balance()).status, (await balance()).status]).toEqual([200, 429]);
  });

  test('that is not offered is 404', async () => {
    expect((await bench.call('/account/transfer', token, balanceBody())).status).toBe(404);
  });
});

describe('addresses', () => {
  test('that are not listed are refused before anything else, where a list is kept', async () => {
    const listed = createBench({ allowedAddresses: { isListed: (request) => request.headers.get('x-forwarded-for') === '203.0.113.7' } });
    expect(await failureOf(await listed.ask())).toEqual([403, 'FAILURE', 'ER00403', ['message']]);
    expect(await failureOf(await listed.post('/api/v1/account/balance', '', { 'x-forwarded-for': '198.51.100.9' }))).toEqual([
      403,
      'FAILURE',
      'ER00403',
      ['message'],
    ]);
    expect((await listed.post('/api/v1/account/balance', '', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(401);
  });

  test('that are not listed get an answer by a bend: one that a page may read, and one as the real service gives it', async () => {
    bench.setBend(singleviewBends['address-not-listed']);
    for (const response of [await bench.ask(), await balance()]) {
      expect(response.headers.get('access-control-allow-origin')).toBe(app);
      expect(await failureOf(response)).toEqual([403, 'FAILURE', 'ER00403', ['message']]);
    }
    bench.setBend(singleviewBends['address-not-listed-unreadable']);
    for (const response of [await bench.ask(), await balance()]) {
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    }
  });
});

describe('bends', () => {
  test('techerror and retry-later are the server’s fault', async () => {
    bench.setBend(singleviewBends.techerror);
    expect(await failureOf(await bench.ask())).toEqual([500, 'TECHERROR', 'ER00500', ['message']]);
    bench.setBend(singleviewBends['api-techerror']);
    expect(await failureOf(await balance())).toEqual([500, 'TECHERROR', 'ER00500', ['message']]);
    bench.setBend(singleviewBends['retry-later']);
    expect(await failureOf(await balance())).toEqual([504, 'TECHERROR', 'ER00504', ['message']]);
  });

  test('failures in a 200, and one written without quotes', async () => {
    bench.setBend(singleviewBends['failure-in-200']);
    expect((await failureOf(await bench.ask())).slice(0, 2)).toEqual([200, 'FAILURE']);
    bench.setBend(singleviewBends['techerror-in-200']);
    expect((await failureOf(await bench.ask())).slice(0, 2)).toEqual([200, 'TECHERROR']);
    bench.setBend(singleviewBends['failure-without-quotes']);
    expect(await (await bench.ask()).text()).toMatch(/^\{status: "FAILURE",errorCode: "ER00401",/);
  });

  test('too-many, expires-number, and no CORS', async () => {
    bench.setBend(singleviewBends['too-many']);
    expect((await balance()).status).toBe(429);
    bench.setBend(singleviewBends['expires-number']);
    expect((await (await bench.ask()).json()).expires_in).toBe(6000);
    bench.setBend(singleviewBends['no-cors']);
    expect((await bench.ask()).headers.get('access-control-allow-origin')).toBeNull();
    bench.setBend(singleviewBends['api-no-cors']);
    expect((await balance()).headers.get('access-control-allow-origin')).toBeNull();
  });
});
