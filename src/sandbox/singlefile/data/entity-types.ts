/** The kinds of entity that SingleFile files for. Data. */

export const entityTypes = [
  'Corporation',
  'Limited Liability Company',
  'Association',
  'Benefit Corporation',
  'Benefit LLC',
  'Close Corporation',
  'Cooperative',
  'Cooperative Corporation',
  'Doing Business as Name',
  'Farm Corporation',
  'General Partnership',
  'Limited Liability Partnership',
  'Limited Partnership',
  'Low-Profit Limited Liability Company',
  'Nonprofit Corporation',
  'Private Foundation',
  'Professional Corporation',
  'Professional Limited Liability Company',
  'Public Benefit Corporation',
  'Series Limited Liability Company',
  'Sole Proprietorship',
  'Statutory Trust',
  'Trust',
] as const;

export type EntityType = (typeof entityTypes)[number];
