/** What moves money on an account: words, direction, and the range of the amount in halalas. Data. */

export interface BookingKind {
  readonly words: string;
  /** Three letters of the SWIFT list of transaction types. */
  readonly type: string;
  readonly direction: 1 | -1;
  readonly least: number;
  readonly most: number;
}

export const bookingKinds: readonly BookingKind[] = [
  { words: 'SARIE incoming transfer, Souq Al Batha wholesale', type: 'TRF', direction: 1, least: 1_850_000, most: 24_600_000 },
  { words: 'mada POS settlement, branch Olaya', type: 'CLR', direction: 1, least: 640_000, most: 5_900_000 },
  { words: 'SADAD bill, Saudi Electricity', type: 'DDT', direction: -1, least: 310_000, most: 1_420_000 },
  { words: 'Supplier payment, Qassim Date Growers Cooperative', type: 'TRF', direction: -1, least: 2_200_000, most: 16_750_000 },
  { words: 'Freight, Tuwaiq Freight Services', type: 'TRF', direction: -1, least: 480_000, most: 3_300_000 },
  { words: 'Customs duty, Jeddah Islamic Port', type: 'DDT', direction: -1, least: 720_000, most: 8_100_000 },
  { words: 'Refund, damaged consignment', type: 'TRF', direction: 1, least: 95_000, most: 810_000 },
  { words: 'GOSI contribution', type: 'DDT', direction: -1, least: 1_140_000, most: 1_390_000 },
];
