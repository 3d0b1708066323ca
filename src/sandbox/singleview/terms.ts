/** Who and what there is at the simulated Singleview: applications, accounts of companies, beneficiaries, options. Types only. */
import type { Memory } from '../memory.ts';
import type { Bend } from '../standard/terms.ts';

export interface SingleviewClient {
  readonly client_id: string;
  readonly client_secret: string;
  readonly client_name: string;
  /** What the newer, unsigned dialect takes in place of the secret. */
  readonly clientCode: string;
  /** What the header CompanyId has to be. */
  readonly companyId: string;
  /** Public half of the key that requests are signed with, SPKI as PEM. Without it nothing signed is accepted. */
  readonly publicKey?: string;
}

export interface SingleviewOptions {
  readonly clients: readonly SingleviewClient[];
  /** Pages of which origins may read the answers. The real service publishes nothing about it; `() => false` switches CORS off. */
  originAllowed(origin: string): boolean;
  /** How long a token really lives, in seconds: 3600 unless said otherwise. What the reply says is 5/3 of it, as found. */
  accessTokenLifeS?(): number | undefined;
  /** The token of the signed dialect: a JWT with an `exp` of its own (unless said otherwise), or letters that tell nothing. */
  readonly signedToken?: 'jwt' | 'opaque';
  /** Calls of one application in a minute; 10 unless said otherwise. */
  readonly callsPerMinute?: number;
  /** The real service admits listed addresses only. Here it is off unless said otherwise. */
  readonly allowedAddresses?: 'off' | { isListed(request: Request): boolean };
  /** Path under which the simulation is mounted, without a trailing slash; requests may come with it or without. */
  readonly mount?: string;
  /** One of its own unless said otherwise. */
  readonly memory?: Memory;
  /** Stands in front of the token endpoints (`token`) and the calls (`api`). */
  readonly bend?: Bend;
  /** Epoch ms. */
  readonly clock?: () => number;
}

export interface Account {
  readonly BankCode: string;
  readonly CompanyCode: string;
  readonly AccNumber: string;
  readonly IBAN: string;
  readonly AccountName: string;
  readonly Currency: 'SAR';
  readonly BICCode: string;
  /** Around this it moves from day to day, by up to `swing`; in halalas. */
  readonly middle: number;
  readonly swing: number;
}

export interface Beneficiary {
  readonly BeneficiaryName: string;
  readonly IBAN: string;
  readonly BankName: string;
  readonly BankCode: string;
  readonly BICCode: string;
  readonly Country: 'SA';
  readonly Currency: 'SAR';
}
