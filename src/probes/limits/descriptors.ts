/** The number of concurrent probes that this process's file descriptors allow. */
import { readdirSync } from 'node:fs';
import { readRegularFileSync } from '../../files/regular-file.ts';

/** With more descriptors no probe comes near the limit. */
const AMPLE = 1024;
/** Descriptors per probe: a lookup at several resolvers in both families, or two racing handshakes. */
const EACH = 8;
/** Descriptors for files, helper processes and their pipes. */
const RESERVE = 12;

/** Null if there is no limit. At least one probe runs. */
export function maxConcurrentProbes(): number | null {
  const limit = descriptorLimit();
  if (limit === null || limit >= AMPLE) return null;
  return Math.max(1, Math.floor((limit - openDescriptors() - RESERVE) / EACH));
}

/** Node raises the soft limit to the hard one at start-up. If the system does not report the limit, errors show it. */
function descriptorLimit(): number | null {
  const { bytes } = readRegularFileSync('/proc/self/limits', 64 * 1024);
  const found = /^Max open files\s+(\d+)/m.exec(bytes?.toString('utf8') ?? '');
  return found === null ? null : Number(found[1]);
}

function openDescriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0;
  }
}
