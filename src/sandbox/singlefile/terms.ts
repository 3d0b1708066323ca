/** Who and what there is at the simulated SingleFile: applications, organizations, their entities and tasks, options. Types only. */
import type { Memory } from '../memory.ts';
import type { Bend } from '../standard/terms.ts';

export interface SinglefileClient {
  readonly client_id: string;
  readonly client_secret: string;
}

export interface SinglefileOptions {
  readonly clients: readonly SinglefileClient[];
  /** Pages of which origins may read the answers. The real service publishes nothing about it; `() => false` switches CORS off. */
  originAllowed(origin: string): boolean;
  /** Life of access tokens in seconds; 3600 unless said otherwise. */
  accessTokenLifeS?(): number | undefined;
  /** Calls of one application: 60 a minute and 1000 an hour unless said otherwise. */
  readonly limits?: { readonly perMinute?: number; readonly perHour?: number };
  /** Path under which the simulation is mounted, without a trailing slash; requests may come with it or without. */
  readonly mount?: string;
  /** One of its own unless said otherwise. */
  readonly memory?: Memory;
  /** Stands in front of the token endpoint (`token`) and the API (`api`). */
  readonly bend?: Bend;
  /** Epoch ms. */
  readonly clock?: () => number;
}

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly representing_organizations: string;
  readonly primary_contact_email: string;
  readonly billing_contact_email: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** What a list tells of an entity. */
export interface Entity {
  readonly id: string;
  readonly name: string;
  readonly entity_type: string;
  readonly organization_id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** A state where the entity is registered. */
export interface Jurisdiction {
  readonly name: string;
  readonly registration_type: string;
  readonly state_file_number: string;
  readonly registration_date: string;
  readonly status: string;
  readonly has_annual_report_subscription: boolean;
  readonly is_registered_agent: boolean;
}

export interface EntityDetail extends Entity {
  readonly fein: string | null;
  readonly fiscal_year_end: string | null;
  readonly nature_of_business: string;
  readonly jurisdictions: readonly Jurisdiction[];
}

export type TaskStatus = 'NONE' | 'ASSIGNED' | 'WAITING_FOR_CLIENT_RESPONSE' | 'ACKNOWLEDGED' | 'COMPLETED' | 'CANCELED';

export interface Task {
  readonly id: string;
  readonly task: string;
  readonly entity_id: string;
  readonly status: TaskStatus;
  /** A date. */
  readonly due_by: string;
  readonly responsible_user_email: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly acknowledged_at: string | null;
  readonly completed_at: string | null;
}
