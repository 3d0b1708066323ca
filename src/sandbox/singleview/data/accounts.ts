/** The accounts of an invented trading house in Riyadh at three banks, and whom it pays. Numbers are well formed, and nobody's. Data. */
import type { Account, Beneficiary } from '../terms.ts';

const riyadhBank = { BankCode: 'RIYADH', BICCode: 'RIBLSARI', CompanyCode: 'NAKHEEL01' };

/** Account for the demo calls. */
export const operatingAccount: Account = {
  ...riyadhBank,
  AccNumber: '2418803350119',
  IBAN: 'SA1620000002418803350119',
  AccountName: 'Nakheel Provisions Trading Co. - Operating',
  Currency: 'SAR',
  middle: 384_512_675,
  swing: 61_240_180,
};

export const accounts: readonly Account[] = [
  operatingAccount,
  {
    ...riyadhBank,
    AccNumber: '2418803350208',
    IBAN: 'SA3820000002418803350208',
    AccountName: 'Nakheel Provisions Trading Co. - Payroll',
    Currency: 'SAR',
    middle: 96_240_000,
    swing: 18_075_300,
  },
  {
    BankCode: 'ALRAJHI',
    BICCode: 'RJHISARI',
    CompanyCode: '125004418',
    AccNumber: '608010167519930',
    IBAN: 'SA8680000608010167519930',
    AccountName: 'Nakheel Provisions Trading Co. - Collections',
    Currency: 'SAR',
    middle: 1_207_733_040,
    swing: 240_915_460,
  },
  {
    BankCode: 'BSF',
    BICCode: 'BSFRSARI',
    CompanyCode: 'NAKHEEL',
    AccNumber: '73420180004',
    IBAN: 'SA9855000000073420180004',
    AccountName: 'Nakheel Cold Stores LLC',
    Currency: 'SAR',
    middle: 52_880_915,
    swing: 9_402_200,
  },
];

function beneficiary(BeneficiaryName: string, IBAN: string, BankName: string, BankCode: string, BICCode: string): Beneficiary {
  return { BeneficiaryName, IBAN, BankName, BankCode, BICCode, Country: 'SA', Currency: 'SAR' };
}

export const beneficiaries: readonly Beneficiary[] = [
  beneficiary('Qassim Date Growers Cooperative', 'SA8980000421608010044817', 'Al Rajhi Bank', 'ALRAJHI', 'RJHISARI'),
  beneficiary('Red Sea Refrigeration Est.', 'SA5310000025180114000207', 'Saudi National Bank', 'NCB', 'NCBKSAJE'),
  beneficiary('Hejaz Packaging Factory', 'SA1805000000682013350001', 'Alinma Bank', 'ALINMA', 'INMASARI'),
  beneficiary('Tuwaiq Freight Services', 'SA2145000000000049912870', 'Saudi Awwal Bank', 'SAB', 'SABBSARI'),
];
