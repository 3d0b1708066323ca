/**
 * The lock file: checked as it is (no argument), or made anew from an empty folder (`--write`, which is `npm run lock`).
 * Made beside an installed tree it would name only the platform of whoever made it.
 * Side effects of `--write`: asks the registry, writes package-lock.json.
 */
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMain, npmCommand, root, runNode } from './program.ts';

interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

interface Platform {
  readonly name: string;
  readonly os: string;
  readonly cpu: string;
  readonly libc?: string;
}

const platforms: readonly Platform[] = [
  { name: 'linux x64 gnu', os: 'linux', cpu: 'x64', libc: 'glibc' },
  { name: 'linux x64 musl', os: 'linux', cpu: 'x64', libc: 'musl' },
  { name: 'linux arm64', os: 'linux', cpu: 'arm64', libc: 'glibc' },
  { name: 'darwin arm64', os: 'darwin', cpu: 'arm64' },
  { name: 'darwin x64', os: 'darwin', cpu: 'x64' },
  { name: 'win32 x64', os: 'win32', cpu: 'x64' },
];

/** Parts that a package has one of for each platform, by the package. */
export function platformFamilies(lock: Lock): ReadonlyMap<string, readonly string[]> {
  const families = new Map<string, string[]>();
  for (const [place, entry] of Object.entries(lock.packages)) {
    const members = Object.keys(entry.optionalDependencies ?? {}).filter((name) => /(linux|darwin|win32)[-.]?(x64|arm64)/.test(name));
    if (members.length > 1) families.set(place.replace(/^.*node_modules\//, ''), members);
  }
  return families;
}

function serves(entry: LockEntry | undefined, platform: Platform): boolean {
  if (entry === undefined) return false;
  const fits = (list: readonly string[] | undefined, value: string | undefined) =>
    list === undefined || value === undefined || list.includes(value);
  return fits(entry.os, platform.os) && fits(entry.cpu, platform.cpu) && fits(entry.libc, platform.libc);
}

function sameRecord(a: Readonly<Record<string, string>> = {}, b: Readonly<Record<string, string>> = {}): boolean {
  const sorted = (record: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(record).sort());
  return sorted(a) === sorted(b);
}

/** What is wrong with a lock file, one line each. */
export function lockFaults(lock: Lock, manifest: LockEntry): string[] {
  const faults: string[] = [];
  const families = platformFamilies(lock);
  if (families.size === 0) faults.push('no package with parts for platforms was found, so nothing was checked');
  for (const [owner, members] of families) {
    for (const platform of platforms) {
      const there = members.some((name) => serves(lock.packages[`node_modules/${name}`], platform));
      if (!there) faults.push(`${owner} has no part for ${platform.name}`);
    }
  }
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (entry.resolved !== undefined && !entry.resolved.startsWith('https://registry.npmjs.org/'))
      faults.push(`${place} comes from ${entry.resolved}`);
  }
  const top = lock.packages[''] ?? {};
  if (!sameRecord(top.devDependencies, manifest.devDependencies) || !sameRecord(top.dependencies, manifest.dependencies)) {
    faults.push('it is older than package.json');
  }
  return faults;
}

async function makeLock(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'singlet-lock-'));
  try {
    await copyFile(join(root, 'package.json'), join(folder, 'package.json'));
    const flags = ['--package-lock-only', '--ignore-scripts', '--omit-lockfile-registry-resolved', '--no-audit', '--no-fund'];
    const { code, output } = await runNode([npmCommand(), 'install', ...flags], { cwd: folder });
    if (code !== 0) throw new Error(output);
    await copyFile(join(folder, 'package-lock.json'), join(root, 'package-lock.json'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (isMain(import.meta.filename)) {
  if (process.argv.includes('--write')) await makeLock();
  const read = async (name: string) => JSON.parse(await readFile(join(root, name), 'utf8')) as unknown;
  const lock = (await read('package-lock.json')) as Lock;
  const faults = lockFaults(lock, (await read('package.json')) as LockEntry);
  for (const fault of faults) console.error(`package-lock.json: ${fault}; run \`npm run lock\``);
  console.log(
    `${Object.keys(lock.packages).length} packages, ${platformFamilies(lock).size} with parts for platforms, ${faults.length} faults`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
}
