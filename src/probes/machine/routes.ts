/** Whether there is a default route, per family. Linux keeps its tables as files; elsewhere it takes a program. */
import { readFile } from 'node:fs/promises';
import { endianness } from 'node:os';

const UP = 0x1;
const REJECT = 0x200;

export async function readDefaultRoutes(): Promise<{ defaultRoute4: boolean | null; defaultRoute6: boolean | null }> {
  const [table4, table6] = await Promise.all([tableOf('/proc/net/route'), tableOf('/proc/net/ipv6_route')]);
  return {
    defaultRoute4: table4 === null ? null : hasDefaultRoute4(table4),
    // Without IPv6 in the kernel there is no table, and no route either.
    defaultRoute6: table6 === null ? (table4 === null ? null : false) : hasDefaultRoute6(table6),
  };
}

/** Columns: Iface Destination Gateway Flags RefCnt Use Metric Mask; numbers in hexadecimal. */
export function hasDefaultRoute4(table: string): boolean {
  return rows(table).some(([, destination, , flags, , , , mask]) => destination === '00000000' && mask === '00000000' && usable(flags));
}

/** Routers of default routes, dotted; a route into a tunnel has none. */
export function defaultGateways4(table: string): string[] {
  return rows(table).flatMap(([, destination, gateway = '', flags, , , , mask]) =>
    destination === '00000000' && mask === '00000000' && usable(flags) && /^(?!0{8})[0-9A-F]{8}$/i.test(gateway) ? dotted(gateway) : [],
  );
}

/** Columns: destination, its prefix length, source, its length, next hop, metric, refcount, use, flags, interface. */
export function hasDefaultRoute6(table: string): boolean {
  return rows(table).some(([destination, prefix, , , , , , , flags, device]) => {
    // The kernel lists its own "unreachable" default on `lo`.
    return /^0{32}$/.test(destination ?? '') && prefix === '00' && device !== 'lo' && usable(flags);
  });
}

function usable(flags: string | undefined): boolean {
  const bits = Number.parseInt(flags ?? '', 16);
  return (bits & UP) !== 0 && (bits & REJECT) === 0;
}

/** The kernel prints the four bytes as the number that this machine takes them for. */
function dotted(hexadecimal: string): string {
  const bytes = [...Buffer.from(hexadecimal, 'hex')];
  return (endianness() === 'LE' ? bytes.reverse() : bytes).join('.');
}

function rows(table: string): string[][] {
  return table.split('\n').map((line) => line.trim().split(/\s+/));
}

async function tableOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}
