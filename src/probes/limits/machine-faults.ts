/** Errors that are about this machine and about no network: it has no descriptor, no memory or no process left. */
import { opendirSync } from 'node:fs';
import { constants } from 'node:os';
import { parse } from 'node:path';
import type { FailureKind } from '../../model/failure.ts';

const CODES: Readonly<Record<string, FailureKind>> = {
  EMFILE: 'machine.no-descriptors',
  ENFILE: 'machine.no-descriptors',
  ENOMEM: 'machine.no-memory',
  ENOBUFS: 'machine.no-memory',
};

const NAMES = new Map(Object.entries(constants.errno).map(([name, number]) => [number, name]));

/** What this machine lacks, by the error's code; null where the error is not about this machine. */
export function machineFault(code: string | undefined, syscall: string | undefined): FailureKind | null {
  // Elsewhere EAGAIN means that there is nothing to read yet.
  if (code === 'EAGAIN' && syscall?.startsWith('spawn') === true) return 'machine.no-processes';
  return (code === undefined ? undefined : CODES[code]) ?? null;
}

/** Whether not even a folder can be opened now. c-ares calls a socket that it cannot have "connection refused". */
export function isOutOfDescriptors(): boolean {
  try {
    opendirSync(parse(process.execPath).root).closeSync();
    return false;
  } catch (error) {
    return machineFault((error as NodeJS.ErrnoException).code, undefined) === 'machine.no-descriptors';
  }
}

/** The same for what was thrown, whatever lies around it. */
export function machineFaultIn(error: unknown): FailureKind | null {
  let next: unknown = error;
  for (let depth = 0; depth < 8 && next instanceof Error; depth += 1) {
    const { code, syscall, errno } = next as NodeJS.ErrnoException;
    // What asks the system directly (`os.networkInterfaces`) gives the number alone.
    const fault = machineFault(code === 'ERR_SYSTEM_ERROR' && errno !== undefined ? NAMES.get(Math.abs(errno)) : code, syscall);
    if (fault !== null) return fault;
    next = next.cause;
  }
  return null;
}
