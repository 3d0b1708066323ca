/** The three organizations whose companies are kept at this SingleFile. Data. */
import type { Organization } from '../terms.ts';

function organization(id: string, name: string, contact: string, billing: string, representing: string, created: string): Organization {
  return {
    id,
    name,
    representing_organizations: representing,
    primary_contact_email: contact,
    billing_contact_email: billing,
    created_at: `${created}T15:04:11Z`,
    updated_at: '2026-10-02T18:22:40Z',
  };
}

export const tidewater = '6f1d8c52-94b3-4a0e-8a57-2f0c3b9d71e4';
export const ridgeline = 'b80e4a17-3d6c-4f29-9b02-c5d7e1f8a360';
export const almanac = '2c7a95d0-e14b-48f6-a3c9-70b6d2e4f815';

export const organizations: readonly Organization[] = [
  organization(tidewater, 'Tidewater Provisions Group', 'l.amadi@tidewater.example', 'ap@tidewater.example', '', '2023-02-14'),
  organization(
    ridgeline,
    'Ridgeline Legal LLP',
    'jonas@ridgelinelegal.example',
    'billing@ridgelinelegal.example',
    'Almanac Press',
    '2022-08-30',
  ),
  organization(almanac, 'Almanac Press', 'dora@almanacpress.example', 'dora@almanacpress.example', '', '2024-05-21'),
];
