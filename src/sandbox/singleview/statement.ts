/**
 * The books of an account: balance at the end of a day and the bookings between two days, always the same for the same day.
 * Nothing moves on Friday and Saturday. account + day -> numbers, and the day as an MT940 text. Pure.
 */
import { entryId } from '../singly/entry-id.ts';
import { type BookingKind, bookingKinds } from './data/bookings.ts';
import type { Account } from './terms.ts';

const dayMs = 86_400_000;
/** Stamps carry no zone; they are taken as time in Riyadh. */
const zoneMs = 3 * 3_600_000;

/** Number of the day in Riyadh. */
export const dayAt = (ms: number) => Math.floor((ms + zoneMs) / dayMs);
export const dateOf = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10);

export interface Booking {
  readonly reference: string;
  readonly words: string;
  readonly type: string;
  /** Halalas; below zero leaves the account. */
  readonly amount: number;
}

const draw = (seed: string, below: number) => Number.parseInt(entryId(seed).slice(0, 8), 16) % below;

function isWeekend(day: number): boolean {
  const weekday = (day + 4) % 7;
  return weekday === 5 || weekday === 6;
}

/** Halalas at the end of the day. */
export function closingOf(account: Account, day: number): number {
  if (isWeekend(day)) return closingOf(account, day - 1);
  return account.middle - account.swing + draw(`${account.AccNumber} closes ${day}`, 2 * account.swing + 1);
}

function bookingOf(seed: string, { words, type, direction, least, most }: BookingKind): Booking {
  const reference = `SV${entryId(seed).slice(0, 10).toUpperCase()}`;
  return { reference, words, type, amount: direction * (least + draw(`${seed} amount`, most - least)) };
}

/** A few bookings, and one with the group's cash pool that makes the day's end what it is. */
export function bookingsOn(account: Account, day: number): readonly Booking[] {
  if (isWeekend(day)) return [];
  const seed = `${account.AccNumber} ${day}`;
  const start = draw(`${seed} first`, bookingKinds.length);
  const usual = Array.from({ length: 2 + draw(`${seed} count`, 3) }, (_, index) => {
    const kind = bookingKinds[(start + index * 3) % bookingKinds.length];
    return kind ? [bookingOf(`${seed} ${index}`, kind)] : [];
  }).flat();
  const rest = closingOf(account, day) - closingOf(account, day - 1) - usual.reduce((sum, { amount }) => sum + amount, 0);
  const pool = {
    reference: `SV${entryId(`${seed} pool`).slice(0, 10).toUpperCase()}`,
    words: 'Cash pool, Nakheel group',
    type: 'TRF',
    amount: rest,
  };
  return rest === 0 ? usual : [...usual, pool];
}

/** Riyals as JSON has them here. */
export const riyals = (halalas: number) => (Math.abs(halalas) / 100).toFixed(2);

const shortDate = (day: number) => dateOf(day).slice(2).replaceAll('-', '');
const swiftAmount = (halalas: number) => `${halalas < 0 ? 'D' : 'C'}${riyals(halalas).replace('.', ',')}`;
const swiftBalance = (day: number, halalas: number) => `${swiftAmount(halalas)[0]}${shortDate(day)}SAR${swiftAmount(halalas).slice(1)}`;

export function mt940(account: Account, day: number): string {
  const date = shortDate(day);
  const number = day - dayAt(Date.UTC(Number(dateOf(day).slice(0, 4)), 0, 1)) + 1;
  const bookings = bookingsOn(account, day).flatMap(({ amount, type, reference, words }) => [
    `:61:${date}${date.slice(2)}${swiftAmount(amount)}N${type}${reference}`,
    `:86:${words}`,
  ]);
  return [
    `:20:SV${date}${account.AccNumber.slice(-4)}`,
    `:25:${account.IBAN}`,
    `:28C:${number}/1`,
    `:60F:${swiftBalance(day - 1, closingOf(account, day - 1))}`,
    ...bookings,
    `:62F:${swiftBalance(day, closingOf(account, day))}`,
    `:64:${swiftBalance(day, closingOf(account, day))}`,
    '-',
  ].join('\r\n');
}
