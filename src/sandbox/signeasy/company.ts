/** Northmoor Lettings, a letting agency in Sheffield: who works there, and the papers they have signed. Data. */
import type { Member } from './terms.ts';

const agency = { company: 'Northmoor Lettings', company_size: '11-50', account_type: 'business', paid: true };

const grace: Member = {
  ...agency,
  id: '1184207',
  username: 'grace',
  password: 'latchkey',
  name: 'Grace Lindqvist',
  given_name: 'Grace',
  email: 'grace@northmoorlettings.example',
  verified: true,
  since: 1_646_726_400,
  paidUntil: 1_804_550_400,
  credits: { available: 412, consumed: 188 },
};

const owen: Member = {
  ...agency,
  id: '1184219',
  username: 'owen',
  password: 'doorbell',
  name: 'Owen Battersby',
  given_name: 'Owen',
  email: 'owen@northmoorlettings.example',
  verified: true,
  since: 1_711_965_600,
  paidUntil: 1_804_550_400,
  credits: { available: 96, consumed: 54 },
};

/** Has not followed the link in her first e-mail yet, so the API does nothing for her. */
const priya: Member = {
  ...agency,
  account_type: 'free',
  paid: false,
  id: '1190655',
  username: 'priya',
  password: 'welcomemat',
  name: 'Priya Raman',
  given_name: 'Priya',
  email: 'priya@northmoorlettings.example',
  verified: false,
  since: 1_794_909_600,
  paidUntil: null,
  credits: { available: 3, consumed: 0 },
};

/** The first one is filled in, and owns what client credentials reach. */
export const members: readonly [Member, ...Member[]] = [grace, owen, priya];

export interface Original {
  readonly id: number;
  readonly name: string;
  readonly pages: number;
  readonly size: number;
  /** Epoch seconds. */
  readonly created_time: number;
}

export interface Signer {
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly status: 'signed' | 'waiting' | 'declined';
}

export interface Envelope {
  readonly id: number;
  readonly name: string;
  readonly status: 'complete' | 'incomplete' | 'declined';
  readonly created_time: number;
  readonly sources: readonly number[];
  readonly recipients: readonly Signer[];
}

export const firstOriginals: readonly Original[] = [
  { id: 90_417_702, name: 'Tenancy agreement, 14 Cobden View Road.pdf', pages: 11, size: 341_870, created_time: 1_793_177_400 },
  { id: 90_502_118, name: 'Inventory, 14 Cobden View Road.pdf', pages: 6, size: 2_118_204, created_time: 1_793_264_100 },
  { id: 91_140_066, name: 'Landlord terms of business 2027.pdf', pages: 4, size: 118_450, created_time: 1_795_012_500 },
];

export const firstEnvelopes: readonly Envelope[] = [
  {
    id: 7_730_412,
    name: 'Tenancy agreement, 14 Cobden View Road',
    status: 'incomplete',
    created_time: 1_795_098_600,
    sources: [90_417_702, 90_502_118],
    recipients: [
      { first_name: 'Leila', last_name: 'Marchetti', email: 'leila.marchetti@post.example', status: 'signed' },
      { first_name: 'Duncan', last_name: 'Oyelaran', email: 'd.oyelaran@post.example', status: 'waiting' },
    ],
  },
  {
    id: 7_688_035,
    name: 'Deposit release, Flat 3, 88 Abbeydale Road',
    status: 'complete',
    created_time: 1_792_492_800,
    sources: [90_417_702],
    recipients: [{ first_name: 'Hanna', last_name: 'Voss', email: 'hanna.voss@post.example', status: 'signed' }],
  },
];

export const templates = [
  { id: 316_204, name: 'Tenancy agreement, assured shorthold', pages: 11, roles: ['Tenant', 'Agent'], created_time: 1_719_828_000 },
  { id: 316_388, name: 'Key receipt', pages: 1, roles: ['Tenant'], created_time: 1_727_776_800 },
  { id: 322_951, name: 'Landlord terms of business', pages: 4, roles: ['Landlord', 'Agent'], created_time: 1_764_583_200 },
];
