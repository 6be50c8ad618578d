/** Whether there is a default route, per family, and its interface. Linux has its tables in files; other systems need a program. */

import { endianness } from 'node:os';
import { readText } from '../../files/regular-file.ts';

const UP = 0x1;
const REJECT = 0x200;

/** The interfaces of connections to the internet, one per family; empty if unknown. */
export interface OutwardInterfaces {
  outward4: string[];
  outward6: string[];
}

export interface Routes extends OutwardInterfaces {
  defaultRoute4: boolean | null;
  defaultRoute6: boolean | null;
}

export async function readRoutes(): Promise<Routes> {
  const [table4, table6] = await Promise.all([tableOf('/proc/net/route'), tableOf('/proc/net/ipv6_route')]);
  return {
    defaultRoute4: table4 === null ? null : hasDefaultRoute4(table4),
    // A kernel without IPv6 has no table, and no route.
    defaultRoute6: table6 === null ? (table4 === null ? null : false) : hasDefaultRoute6(table6),
    outward4: outwardInterfaces4(table4 ?? ''),
    outward6: outwardInterfaces6(table6 ?? ''),
  };
}

/** The columns: Iface Destination Gateway Flags RefCnt Use Metric Mask. Numbers are hexadecimal, the metric is decimal. */
export function hasDefaultRoute4(table: string): boolean {
  return rows(table).some(([, destination, , flags, , , , mask]) => destination === '00000000' && mask === '00000000' && usable(flags));
}

/** A full-tunnel VPN adds two routes of half the internet each, which override the default route. */
export function outwardInterfaces4(table: string): string[] {
  return leading(
    rows(table).flatMap(([device = '', destination = '', , flags, , , metric = '', mask = '']) => {
      const bits = WIDE_MASKS.indexOf(dottedOrNone(mask));
      const isWide = bits >= 0 && WIDE_MASKS.slice(0, bits + 1).includes(dottedOrNone(destination));
      return isWide && usable(flags) ? [{ device, bits, metric: Number(metric) }] : [];
    }),
  );
}

/** The masks by prefix length (the index in this list). Routes with these masks start at the same values. */
const WIDE_MASKS = ['0.0.0.0', '128.0.0.0'];

function dottedOrNone(hexadecimal: string): string {
  return /^[0-9A-F]{8}$/i.test(hexadecimal) ? dotted(hexadecimal) : '';
}

/** The routers of default routes, in dotted form. A route into a tunnel has none. */
export function defaultGateways4(table: string): string[] {
  return rows(table).flatMap(([, destination, gateway = '', flags, , , , mask]) =>
    destination === '00000000' && mask === '00000000' && usable(flags) && /^(?!0{8})[0-9A-F]{8}$/i.test(gateway) ? dotted(gateway) : [],
  );
}

/** Columns: destination, its prefix length, source, its length, next hop, metric, refcount, use, flags, interface. */
export function hasDefaultRoute6(table: string): boolean {
  return rows(table).some(([destination, prefix, , , , , , , flags, device]) => {
    // The kernel lists its own "unreachable" default route on `lo`.
    return /^0{32}$/.test(destination ?? '') && prefix === '00' && device !== 'lo' && usable(flags);
  });
}

/** Has the columns of `ipv6_route` above. Global unicast IPv6 addresses are in 2000::/3, so they begin with 2 or 3. */
export function outwardInterfaces6(table: string): string[] {
  return leading(
    rows(table).flatMap(([destination = '', prefix = '', , , , metric = '', , , flags, device = '']) => {
      const bits = Number.parseInt(prefix, 16);
      const isWide = bits <= 3 && /^(?:0{32}|80{31}|20{31})$/.test(destination) && device !== 'lo';
      return isWide && usable(flags) ? [{ device, bits, metric: Number.parseInt(metric, 16) }] : [];
    }),
  );
}

/** The more specific route wins, and then the one with the lowest metric. */
function leading(routes: readonly { device: string; bits: number; metric: number }[]): string[] {
  const [first] = routes.toSorted((one, other) => other.bits - one.bits || one.metric - other.metric);
  return [...new Set(routes.filter(({ bits, metric }) => bits === first?.bits && metric === first.metric).map(({ device }) => device))];
}

function usable(flags: string | undefined): boolean {
  const bits = Number.parseInt(flags ?? '', 16);
  return (bits & UP) !== 0 && (bits & REJECT) === 0;
}

/** The kernel prints the four bytes as a number in this machine's byte order. */
function dotted(hexadecimal: string): string {
  const bytes = [...Buffer.from(hexadecimal, 'hex')];
  return (endianness() === 'LE' ? bytes.reverse() : bytes).join('.');
}

function rows(table: string): string[][] {
  return table.split('\n').map((line) => line.trim().split(/\s+/));
}

/** A router's full table has some hundred thousand lines. */
const MAX_BYTES = 64 * 1024 * 1024;

const tableOf = (path: string) => readText(path, MAX_BYTES);
