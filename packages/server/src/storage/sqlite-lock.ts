import { randomUUID } from 'node:crypto';
import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { StorageFailure } from './storage-failure.js';

/** Who has the file open, as its lock file says. */
interface Owner {
  pid: number;
  /** When that process started, in the kernel's ticks since boot: tells it from a later process of the same number. */
  start: string | null;
  token: string;
}

/**
 * Takes the lock file beside a database, and returns what gives it back. A lock is never stolen by its age: only when the
 * process that it names is gone. That SQLite holds the file exclusively guards the data; the lock file says who does.
 */
export function lockSqliteFile(file: string): () => void {
  const lockFile = `${file}.lock`;
  const own: Owner = { pid: process.pid, start: readProcess(process.pid)?.start ?? null, token: randomUUID() };
  for (let tries = 0; tries < 3; tries++) {
    if (createLock(lockFile, own)) return () => release(lockFile, own);
    const owner = readOwner(lockFile);
    if (owner && isAlive(owner)) throw inUse(file, owner.pid);
    if (owner) release(lockFile, owner);
  }
  throw new StorageFailure(
    'storage_in_use',
    `unable to open ${file}; its lock ${lockFile} can be neither read nor taken`,
  );
}

/** The words for a second opener: with the owner's process number where the lock file tells it. */
export function inUse(file: string, pid: number | undefined, cause?: unknown): StorageFailure {
  const owner = pid === undefined ? 'another process' : `process ${pid}`;
  return new StorageFailure('storage_in_use', `unable to open ${file}; ${owner} has it open`, { cause });
}

function createLock(lockFile: string, own: Owner): boolean {
  try {
    writeFileSync(lockFile, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

const nobody: Owner = { pid: 0, start: null, token: '' };

function readOwner(lockFile: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')) as Owner;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    // Its maker died between making and filling it, or is doing so now; SQLite's own lock decides then.
    if (error instanceof SyntaxError) return nobody;
    throw error;
  }
}

function release(lockFile: string, owner: Owner): void {
  if (readOwner(lockFile)?.token === owner.token) unlinkSync(lockFile);
}

function isAlive({ pid, start }: Owner): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Not ours to signal, but there.
    if (codeOf(error) !== 'EPERM') return false;
  }
  const found = readProcess(pid);
  if (!found) return true;
  // Killed, and not yet buried by its parent: it has its number still, but runs no more and holds no file.
  if (found.state === 'Z' || found.state === 'X') return false;
  return start === null || start === found.start;
}

/**
 * Linux tells; elsewhere the number alone has to do. Fields 3 and 22 of the line (man 5 proc_pid_stat), counted behind the
 * name in brackets, which may hold anything.
 */
function readProcess(pid: number): { state: string; start: string } | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] as string, start: fields[19] as string };
  } catch (error) {
    if (codeOf(error)) return null;
    throw error;
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;
