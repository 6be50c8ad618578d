/** Many results of known groups: recorded sessions, each on many machines. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { rediagnose } from '../../src/cli/files/named-report.ts';
import { compactLine, createCompactReport } from '../../src/fleet/index.ts';
import { UNKNOWN_PLACE } from '../../src/fleet/line/compact-of.ts';
import { goldenSessions } from './golden-session.ts';

export interface Group {
  /** Name of the recorded session. */
  session: string;
  machines: number;
  /** Names of its root causes. */
  causes: string[];
}

/** Shares of a fleet, in tenths of a percent. */
const SHARES: readonly (readonly [string, number])[] = [
  ['healthy', 600],
  ['proxy-refuses-port', 250],
  ['port-dropped', 100],
  ['login-and-udp-dropped', 40],
  ['name-not-found', 10],
];

const REGIONS = ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'];

/**
 * What machines print, one text a machine, the groups mixed as they come; and how many of each there are. On another day the same machines
 * have other results.
 */
export function largeFleet(machines: number, day = 0): { groups: Group[]; texts: Iterable<{ instance: string; text: string }> } {
  const recorded = new Map(goldenSessions().map((session) => [session.name, session]));
  const told = SHARES.map(([name, share]) => {
    const session = recorded.get(name);
    if (session === undefined) throw new Error(`There is no recorded session ${name}.`);
    const group = {
      session: name,
      machines: Math.round((machines * share) / 1000),
      causes: session.expected.causes.map((cause) => cause.name),
    };
    return { group, compact: createCompactReport(rediagnose(session.events), UNKNOWN_PLACE) };
  });
  function* texts() {
    const startedAt = new Date(Date.UTC(2026, 10, 1 + day, 10)).toISOString();
    let count = 0;
    for (let round = 0; count < machines; round++) {
      for (const { group, compact } of told) {
        if (round >= group.machines) continue;
        const number = (count++ + day * 7919) % machines;
        const instance = `i-${number.toString(16).padStart(17, '0')}`;
        const region = REGIONS[number % REGIONS.length] ?? '';
        const account = String(100_000_000_000 + (number % 12));
        const place = {
          ...compact.place,
          ...{ regions: [region], account, instance },
          host: `ip-10-${number >> 8}-${number & 255}.ec2.internal`,
          subnets: [`10.${(number >> 8) & 255}.0.0/24`],
        };
        yield { instance, text: `${compactLine({ ...compact, startedAt, place })}\n` };
      }
    }
  }
  return { groups: told.map(({ group }) => group), texts: texts() };
}

/** Writes what these machines print into one file, and returns its size. */
export function writeFleet(path: string, texts: Iterable<{ text: string }>): number {
  const file = openSync(path, 'wx');
  let [bytes, batch] = [0, ''];
  const flush = () => {
    bytes += writeSync(file, batch);
    batch = '';
  };
  for (const { text } of texts) {
    batch += text;
    if (batch.length > 1e6) flush();
  }
  flush();
  closeSync(file);
  return bytes;
}
