/** Errors of this machine, not of a network: out of descriptors, memory or processes. */
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

/** The missing resource, by the error's code; null for other errors. */
export function machineFault(code: string | undefined, syscall: string | undefined): FailureKind | null {
  // For other calls EAGAIN means that there is nothing to read yet.
  if (code === 'EAGAIN' && syscall?.startsWith('spawn') === true) return 'machine.no-processes';
  return (code === undefined ? undefined : CODES[code]) ?? null;
}

/** Whether not even a folder can be opened now. c-ares reports a missing socket as "connection refused". */
export function isOutOfDescriptors(): boolean {
  try {
    opendirSync(parse(process.execPath).root).closeSync();
    return false;
  } catch (error) {
    return machineFault((error as NodeJS.ErrnoException).code, undefined) === 'machine.no-descriptors';
  }
}

/** The missing resource that an error reports, also as a nested `cause`; null if it reports none. */
export function machineFaultIn(error: unknown): FailureKind | null {
  let next: unknown = error;
  for (let depth = 0; depth < 8 && next instanceof Error; depth += 1) {
    const { code, syscall, errno } = next as NodeJS.ErrnoException;
    // Errors of system calls in Node (`os.networkInterfaces`) have only the number.
    const fault = machineFault(code === 'ERR_SYSTEM_ERROR' && errno !== undefined ? NAMES.get(Math.abs(errno)) : code, syscall);
    if (fault !== null) return fault;
    next = next.cause;
  }
  return null;
}
