/** Corporations, companies and the like with the states where they are registered. Invented. Data. */
import type { EntityDetail, Jurisdiction } from '../terms.ts';
import type { EntityType } from './entity-types.ts';
import { almanac, ridgeline, tidewater } from './organizations.ts';

type Registration = readonly [state: string, number: string, date: string, status?: string];

interface Facts {
  readonly id: string;
  readonly name: string;
  readonly type: EntityType;
  readonly organization: string;
  readonly fein: string | null;
  readonly business: string;
  readonly created: string;
  readonly yearEnd?: string;
  /** The home state first. */
  readonly states: readonly Registration[];
}

function jurisdiction([name, state_file_number, registration_date, status = 'Good Standing']: Registration, index: number): Jurisdiction {
  return {
    name,
    registration_type: index === 0 ? 'Domestic' : 'Foreign',
    state_file_number,
    registration_date,
    status,
    has_annual_report_subscription: status === 'Good Standing',
    is_registered_agent: index < 2,
  };
}

function entity({ id, name, type, organization, fein, business, created, yearEnd = '1970-12-31', states }: Facts): EntityDetail {
  return {
    id,
    name,
    entity_type: type,
    organization_id: organization,
    created_at: `${created}T16:40:05Z`,
    updated_at: '2026-11-03T09:12:27Z',
    fein,
    fiscal_year_end: yearEnd,
    nature_of_business: business,
    jurisdictions: states.map(jurisdiction),
  };
}

export const cannery = '0d4e7b91-6a25-4c38-bf10-83a9c2d5e6f7';
export const oysters = '9b3c60e8-17d4-4fa2-8e65-d0c1b7a49f32';
export const coldChain = '4a81f2d6-c09e-4b57-93a4-1e7d6c5b0f28';
export const printworks = 'e5c90b37-28f1-4d6a-a714-6b9d0e3f82c5';

export const entities: readonly EntityDetail[] = [
  entity({
    id: cannery,
    name: 'Tidewater Cannery, Inc.',
    type: 'Corporation',
    organization: tidewater,
    fein: '88-3014472',
    business: 'Tinned fish and preserves',
    created: '2023-02-14',
    states: [
      ['Delaware', '7281945', '2022-11-18'],
      ['Maine', '20230217 F', '2023-01-09'],
      ['Massachusetts', '001634209', '2023-03-02'],
    ],
  }),
  entity({
    id: oysters,
    name: 'Sheepscot Oyster Company LLC',
    type: 'Limited Liability Company',
    organization: tidewater,
    fein: '92-1187730',
    business: 'Oyster farm',
    created: '2023-06-08',
    states: [['Maine', '20231094 DC', '2023-05-30']],
  }),
  entity({
    id: coldChain,
    name: 'Casco Cold Chain LLC',
    type: 'Limited Liability Company',
    organization: tidewater,
    fein: '93-4420916',
    business: 'Refrigerated haulage',
    created: '2024-01-22',
    states: [
      ['Delaware', '2904471', '2024-01-12'],
      ['Maine', '20240311 F', '2024-02-01'],
      ['New Hampshire', '957713', '2024-02-19', 'Past Due'],
    ],
  }),
  entity({
    id: 'c7d2a640-5e98-4b13-8f0d-92a1e6b37c54',
    name: 'Tidewater Provisions Holdings, Inc.',
    type: 'Corporation',
    organization: tidewater,
    fein: '88-2976615',
    business: 'Holding company',
    created: '2023-02-14',
    yearEnd: '1970-06-30',
    states: [['Delaware', '7281902', '2022-11-17']],
  }),
  entity({
    id: '17f6b3e0-8d4c-4927-b5a1-0c9e8d72f6a3',
    name: 'Harbor Table Foundation',
    type: 'Nonprofit Corporation',
    organization: tidewater,
    fein: '93-2550184',
    business: 'Meals for harbour families',
    created: '2024-09-12',
    states: [['Maine', '20240977 ND', '2024-09-03']],
  }),
  entity({
    id: printworks,
    name: 'Almanac Printworks, PBC',
    type: 'Public Benefit Corporation',
    organization: almanac,
    fein: '99-1046628',
    business: 'Letterpress and risograph printing',
    created: '2024-05-21',
    states: [
      ['Delaware', '3551207', '2024-04-29'],
      ['Vermont', '0441780', '2024-06-11'],
    ],
  }),
  entity({
    id: 'f3a05c8e-71b9-4de2-96c4-5d8b1e0a7f29',
    name: 'Almanac Distribution LLC',
    type: 'Limited Liability Company',
    organization: almanac,
    fein: '99-3318075',
    business: 'Distribution of periodicals',
    created: '2024-07-02',
    states: [
      ['Vermont', '0442156', '2024-06-25'],
      ['New York', '7390184', '2024-08-14'],
    ],
  }),
  entity({
    id: '58e1d9b4-a06f-43c7-8b2e-e7f490c3d16a',
    name: 'Foxglove Type Cooperative',
    type: 'Cooperative',
    organization: almanac,
    fein: '33-1902247',
    business: 'Type design',
    created: '2025-03-18',
    states: [['Vermont', '0451093', '2025-03-10']],
  }),
  entity({
    id: 'a29c4f71-0b6d-4e85-9d37-3f5e8c1a60b2',
    name: 'Ridgeline Legal LLP',
    type: 'Limited Liability Partnership',
    organization: ridgeline,
    fein: '84-5127709',
    business: 'Law firm',
    created: '2022-08-30',
    states: [
      ['Colorado', '20191442087', '2019-06-03'],
      ['Wyoming', '2021-001036624', '2021-09-20'],
    ],
  }),
  entity({
    id: '7d50e8a3-92c1-4f6b-a48e-b1c7d3f9052e',
    name: 'Bristlecone Dental PLLC',
    type: 'Professional Limited Liability Company',
    organization: ridgeline,
    fein: '87-4460233',
    business: 'Dental practice',
    created: '2022-10-11',
    states: [['Colorado', '20211980316', '2021-10-27']],
  }),
  entity({
    id: '3b9f17c6-d4e0-4a82-875d-06e2a9c8f14b',
    name: 'Larkspur Street Apartments LP',
    type: 'Limited Partnership',
    organization: ridgeline,
    fein: '86-3391148',
    business: 'Residential property',
    created: '2023-04-04',
    states: [['Colorado', '20221507731', '2022-05-16', 'Delinquent']],
  }),
  entity({
    id: 'd6482e0b-5f73-4c19-b0a6-9e4d1c7f83a5',
    name: 'High Park Water Trust',
    type: 'Statutory Trust',
    organization: ridgeline,
    fein: null,
    business: 'Water rights',
    created: '2025-08-27',
    states: [['Wyoming', '2025-001588140', '2025-08-19']],
  }),
];
