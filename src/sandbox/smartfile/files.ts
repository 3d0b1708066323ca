/** Looks up what lies at a path, and says it in the words of path/info. path -> item. Pure. */
import type { Person } from '../sign-in/terms.ts';
import { root } from './company.ts';
import type { Acl, Entry } from './terms.ts';

/** Folder names from the root down; undefined where an escape is broken. */
function namesOf(path: string): readonly string[] | undefined {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

export interface Found {
  readonly entry: Entry;
  readonly path: string;
  /** Somewhere on the way stands a folder that this person may not look into. */
  readonly closed: boolean;
}

export function findEntry(path: string, person: Person): Found | undefined {
  const names = namesOf(path);
  if (!names) return undefined;
  let entry: Entry | undefined = root;
  let closed = false;
  for (const name of names) {
    entry = entry.children?.find((child) => child.name === name);
    if (!entry) return undefined;
    closed ||= isClosed(entry, person);
  }
  return { entry, path: `/${names.join('/')}`, closed };
}

const isClosed = ({ only }: Entry, person: Person) => only !== undefined && !only.some(({ id }) => id === person.id);

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  dotx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.template',
  pdf: 'application/pdf',
  skp: 'application/vnd.sketchup.skp',
  txt: 'text/plain',
  wav: 'audio/x-wav',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

const sizeOf = ({ children, bytes }: Entry): number => children?.reduce((sum, child) => sum + sizeOf(child), 0) ?? bytes;

function aclOf(entry: Entry, person: Person): Acl {
  if (isClosed(entry, person)) return { list: false, read: false, remove: false, write: false };
  return { list: true, read: true, remove: entry.owner.id === person.id, write: true };
}

/** One item with the keys of path/info; `base` is where the API was asked. */
export function itemOf(entry: Entry, path: string, person: Person, base: string) {
  const extension = entry.children ? '' : (/\.[a-z]+$/.exec(entry.name)?.[0] ?? '');
  return {
    acl: aclOf(entry, person),
    attributes: {},
    extension,
    id: entry.id,
    isdir: entry.children !== undefined,
    isfile: entry.children === undefined,
    items: entry.children?.length ?? null,
    mime: entry.children ? 'application/x-directory' : (types[extension.slice(1)] ?? 'application/octet-stream'),
    name: entry.name,
    owner: { username: entry.owner.username, name: entry.owner.name, email: entry.owner.email },
    path,
    size: sizeOf(entry),
    tags: entry.tags,
    time: entry.time,
    url: `${base}/api/2/path/info${path.split('/').map(encodeURIComponent).join('/').replace(/\/?$/, '/')}`,
  };
}
