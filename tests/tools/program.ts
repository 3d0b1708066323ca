/**
 * Starts the programs that the tools are made of: Node with the file that a package names as its command.
 * No shell and no `npx`, so it is the same on Linux, macOS and Windows.
 * Side effects: child processes; their output is held back unless `live`.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Top folder of the repository. */
export const root = resolve(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number;
  /** Both streams, in the order they came. Empty when `live`. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Hand the child our own streams. */
  readonly live?: boolean;
  readonly timeoutMs?: number;
}

/** Output that is held back is read as text, by people and by tests. */
function uncoloured(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...rest } = process.env;
  return { ...rest, NO_COLOR: '1' };
}

/** Runs a program to its end. A program that cannot be started ends with code 127. */
export function runProgram(file: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn(file, args, {
      cwd: options.cwd ?? root,
      env: options.live ? { ...process.env, ...options.env } : { ...uncoloured(), ...options.env },
      stdio: options.live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => done({ code: 127, output: error.message }));
    child.on('close', (code, signal) => {
      const ending = signal === null ? '' : `\nended by ${signal}\n`;
      done({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') + ending });
    });
  });
}

/** Runs Node itself with the given arguments. */
export function runNode(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return runProgram(process.execPath, args, options);
}

/** File that an installed package names as its command. */
export function commandOf(packageName: string, command?: string): string {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin?: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin?.[command ?? (packageName.split('/').at(-1) as string)];
  if (file === undefined) throw new Error(`${packageName} names no command ${command ?? ''}`);
  return join(folder, file);
}

/** Arguments that make Node run one of our own TypeScript programs. */
export function ownProgram(file: string): string[] {
  return ['--import', 'tsx', join(root, 'tests/tools', file)];
}

/** The npm that came with this Node, or the one that started us. */
export function npmCommand(): string {
  const beside = dirname(process.execPath);
  const places = [
    process.env.npm_execpath ?? '',
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  const found = places.find((place) => /npm-cli\.c?js$/.test(place) && existsSync(place));
  if (found === undefined) throw new Error('npm was not found beside Node; start this with `npm run`.');
  return found;
}

/** True when this file is what Node was asked to run, and not only imported. */
export function isMain(moduleFile: string): boolean {
  return process.argv[1] !== undefined && resolve(process.argv[1]) === moduleFile;
}
