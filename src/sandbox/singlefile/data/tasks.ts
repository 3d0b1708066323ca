/** What has to be filed, for whom and by when; dated around the start of the simulation. start -> tasks. Data. */
import { entryId } from '../../singly/entry-id.ts';
import type { Task, TaskStatus } from '../terms.ts';
import { cannery, coldChain, entities, oysters, printworks } from './entities.ts';

const day = 86_400_000;

type Row = readonly [task: string, entity: string, dueInDays: number, status: TaskStatus, email: string];

const rows: readonly Row[] = [
  ['Annual Report, New Hampshire', coldChain, -12, 'WAITING_FOR_CLIENT_RESPONSE', 'l.amadi@tidewater.example'],
  ['Franchise Tax Report, Delaware', cannery, 101, 'ASSIGNED', 'l.amadi@tidewater.example'],
  ['Annual Report, Massachusetts', cannery, 24, 'ACKNOWLEDGED', 'r.oduya@tidewater.example'],
  ['Annual Report, Maine', oysters, 192, 'NONE', 'r.oduya@tidewater.example'],
  ['Annual Tax, Delaware', coldChain, 193, 'NONE', 'l.amadi@tidewater.example'],
  ['Registered Agent Change, Vermont', printworks, 9, 'ASSIGNED', 'dora@almanacpress.example'],
  ['Benefit Report, Delaware', printworks, 40, 'ACKNOWLEDGED', 'dora@almanacpress.example'],
  ['Certificate of Good Standing, Delaware', cannery, -34, 'COMPLETED', 'l.amadi@tidewater.example'],
  ['Foreign Qualification, Rhode Island', cannery, -71, 'CANCELED', 'r.oduya@tidewater.example'],
  ['Periodic Report, Colorado', entities.at(-2)?.id ?? '', -3, 'ASSIGNED', 'jonas@ridgelinelegal.example'],
  ['Annual Report, Wyoming', entities.at(-1)?.id ?? '', 283, 'NONE', 'jonas@ridgelinelegal.example'],
];

const uuid = (seed: string) => entryId(seed).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

export function tasksFrom(start: number): readonly Task[] {
  const at = (days: number) => new Date(start + days * day).toISOString();
  return rows.map(([task, entity_id, dueInDays, status, responsible_user_email]) => ({
    id: uuid(`${task} ${entity_id}`),
    task,
    entity_id,
    status,
    due_by: at(dueInDays).slice(0, 10),
    responsible_user_email,
    created_at: at(Math.min(dueInDays - 120, -5)),
    updated_at: at(Math.min(dueInDays - 20, -1)),
    acknowledged_at: status === 'ACKNOWLEDGED' || status === 'COMPLETED' ? at(Math.min(dueInDays - 20, -1)) : null,
    completed_at: status === 'COMPLETED' ? at(dueInDays - 4) : null,
  }));
}
