/**
 * Which accounts a request is about: OSVPaymentInfoMessage, a list of bank, company code and account numbers.
 * part of Message -> accounts, or what is wrong with it. Pure.
 */
import type { ErrorCode } from './answer.ts';
import { accounts } from './data/accounts.ts';
import { isObject } from './message.ts';
import type { Account } from './terms.ts';

export interface Fault {
  readonly fault: ErrorCode;
  readonly message: string;
}

export const isFault = (value: object): value is Fault => 'fault' in value;

const field = (message: string): Fault => ({ fault: 'field', message });

function findAccount(asked: Readonly<Record<string, unknown>>, number: unknown): Account | Fault {
  const AccNumber = isObject(number) ? number.AccNumber : undefined;
  const ofBank = accounts.filter(({ BankCode }) => BankCode === asked.BankCode);
  if (ofBank.length === 0) return field('BankCode is not known.');
  const ofCompany = ofBank.filter(({ CompanyCode }) => CompanyCode === asked.CompanyCode);
  if (ofCompany.length === 0) return field('CompanyCode is not active at this bank.');
  return ofCompany.find((one) => one.AccNumber === AccNumber) ?? { fault: 'nothingThere', message: 'The account is not authorized.' };
}

function readPart(part: unknown): readonly (Account | Fault)[] {
  const asked = isObject(part) ? part.OSVPaymentInfoRequest : undefined;
  const numbers = isObject(asked) && isObject(asked.AccountNumbers) ? asked.AccountNumbers.AccountNumber : undefined;
  if (!isObject(asked) || !Array.isArray(numbers) || numbers.length === 0)
    return [field('OSVPaymentInfoRequest needs BankCode, CompanyCode and AccountNumbers.')];
  return numbers.map((number) => findAccount(asked, number));
}

export function readAccounts(request: Readonly<Record<string, unknown>>): readonly Account[] | Fault {
  const parts = request.OSVPaymentInfoMessage;
  if (!Array.isArray(parts) || parts.length === 0) return field('OSVPaymentInfoMessage is mandatory.');
  const found = parts.flatMap(readPart);
  return found.find(isFault) ?? found.filter((one): one is Account => !isFault(one));
}
