/** The line of `check --compact`: the report, and facts that identify this machine. */
import { createHmac } from 'node:crypto';
import { hostname, networkInterfaces } from 'node:os';
import { readRegularFileSync } from '../../files/regular-file.ts';
import { compactLine, createCompactReport, type PlaceFacts } from '../../fleet/index.ts';
import { addressClass } from '../../model/address.ts';
import { CompactReport } from '../../model/compact.ts';
import type { Report } from '../../model/report.ts';
import type { Session } from '../../model/session.ts';
import type { Redactor } from '../../redact/index.ts';
import type { Flags } from '../arguments/flags.ts';

/** Masked before it is truncated, so that no rule misses a partial value. */
export function compactReportLine(report: Report, session: Session, flags: Flags, redactor: Redactor): string {
  const compact = createCompactReport(report, placeFacts(session));
  const shown = (flags.mask ? redactor : redactor.clean).value(CompactReport, compact);
  return compactLine({ ...shown, maskedBy: flags.mask ? redactor.keyId : null });
}

/** Systems Manager passes only the machine's name. Other facts are read on this machine. */
function placeFacts(session: Session): PlaceFacts {
  const { profile, demo } = session;
  return {
    instance: process.env['AWS_SSM_INSTANCE_ID'] || null,
    machine: machineHash(),
    host: hostname() || null,
    subnets: networksHere(session),
    runnerId: profile.runnerId,
    environmentId: profile.environmentId,
    demo,
  };
}

/**
 * The id itself stays secret, because machine-id(5) calls it confidential. Its hash depends on this program's name, so no other program
 * derives the same value.
 */
function machineHash(): string | null {
  const id = ['/etc/machine-id', '/var/lib/dbus/machine-id'].map((path) => readRegularFileSync(path, 100).bytes?.toString('latin1').trim());
  const first = id.find((text) => text !== undefined && /^[0-9a-f]{32}$/.test(text));
  return first === undefined ? null : createHmac('sha256', first).update('gitpod-doctor').digest('hex').slice(0, 16);
}

function networksHere(session: Session): string[] {
  const outward = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address !== undefined && !address.internal && addressClass(address.address) !== 'link-local');
  const host = session.observations.find((observation) => observation.probe === 'host');
  const own = host?.probe === 'host' ? (host.facts?.ownAddresses ?? []) : [];
  return activeSubnets(
    outward.flatMap((address) => address?.cidr ?? []),
    own.map(({ address, prefix }) => `${address}/${prefix}`),
  );
}

/** A few networks of active interfaces, because a container host can have hundreds. The network of the default route comes first. */
export function activeSubnets(here: readonly string[], measured: readonly string[]): string[] {
  const networks = [...new Set(here.flatMap(networkOf))];
  const wayOut = measured.flatMap(networkOf).find((network) => networks.includes(network));
  return [...new Set([...(wayOut === undefined ? [] : [wayOut]), ...networks])].slice(0, 4);
}

/** `10.0.1.0/24` for `10.0.1.7/24`. Without IPv6, because every machine has many such addresses. */
function networkOf(cidr: string): string[] {
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr)?.slice(1).map(Number);
  if (parts === undefined) return [];
  const [a = 0, b = 0, c = 0, d = 0, bits = 32] = parts;
  const mask = bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0;
  const network = (((a << 24) | (b << 16) | (c << 8) | d) & mask) >>> 0;
  return [`${[24, 16, 8, 0].map((shift) => (network >>> shift) & 255).join('.')}/${bits}`];
}
