/** Random results with few machines, requirements, causes and times, so that many of them coincide. */
import fc from 'fast-check';
import type { CompactReport } from '../../model/compact.ts';
import type { Collection, ResultOrigin } from '../merge/collection.ts';
import { machine } from './fleet.ts';
import { compact } from './places.ts';

export type AnyResult =
  | { is: 'compact'; compact: CompactReport; origin: ResultOrigin }
  | { is: 'silent'; origin: ResultOrigin; why: string }
  | { is: 'unread'; origin: ResultOrigin; what: 'lost' | 'damaged' | 'newer' };

const few = <T>(...values: readonly T[]) => fc.constantFrom(...values);

const ROWS = ['a.one', 'a.two', 'dns.resolvers', 'gateway.https-8443'];

const origin = fc.record({ instance: few(null, null, machine(1), machine(2)), source: few('a.txt', 'b.txt') });

const ticket = few(undefined, undefined, undefined, {
  ticket: { bundle: 'b', keyId: 'k', onlyRecorded: [{ code: 'GD1', name: 'one' }], onlyToday: [] },
  fingerprint: 'f1',
});

const cause = fc.record({
  code: few('GD106', 'GD202'),
  subject: few('proxy:3128', '10.0.0.2', 'px-host-1', 'Acme'),
  rows: fc.subarray(ROWS),
  severity: few('blocker' as const, 'advice' as const),
  fix: few('Allow it.', 'Allow Acme.', 'Please allow port 8443 at Acme.', 'Please allow port 8444 at acme.', `${'x'.repeat(1600)}Acme`),
  targets: fc.subarray(['tcp://acmeproxy:3128', 'https://b', 'https://c']),
});

const result = fc
  .record({
    ...{ host: few(null, 'h1', 'h2'), region: few('us-east-1', 'eu-west-1'), causes: fc.array(cause, { maxLength: 3 }) },
    ...{ unmet: fc.subarray(ROWS), met: fc.subarray(ROWS), from: few('runner' as const, 'laptop' as const) },
    startedAt: few('2026-11-27T10:00:00Z', '2026-11-27T10:00:00.000Z', '2026-11-27T10:00:03Z', '2026-11-27T11:00:00Z', 'tomorrow'),
    ...{ name: few(null, 'web-1'), machineId: few(null, 'm1'), zone: few('z1', 'z2'), version: few('0.1.0', '0.2.0') },
    ...{ list: few('aa', 'bb', ''), maskedBy: few(null, 'k1', 'k2'), cut: few([], ['end' as const]), durationMs: few(0, 5000) },
    ...{ organisation: few([], ['Acme']), host2: few([], ['acmeproxy', 'Acme']), title: few('One', 'Two', 'Acme') },
  })
  .map(({ name, machineId, zone, version, list, maskedBy, cut, durationMs, organisation, host2, title, ...told }): CompactReport => {
    const line = compact({ ...told, instance: null });
    return {
      ...line,
      ...{ version, maskedBy, cut, durationMs, names: { organisation }, toldNames: { host: host2 } },
      catalog: { version: '1', sha256: list, overlay: null },
      place: { ...line.place, name, machine: machineId, zone },
      told: line.told.map((words) => ({ ...words, title })),
    };
  });

export const anyResult: fc.Arbitrary<AnyResult> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ is: fc.constant('compact' as const), compact: result, origin: withTicket() }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('silent' as const), origin, why: few('TimedOut', 'Failed') }) },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constant('unread' as const), origin, what: few('lost' as const, 'damaged' as const, 'newer' as const) }),
  },
);

function withTicket(): fc.Arbitrary<ResultOrigin> {
  return fc.tuple(origin, ticket, fc.boolean()).map(([from, of, isDamaged]) => ({ ...from, ...of, isDamaged }));
}

export function addAll(collection: Collection, results: readonly AnyResult[]): void {
  for (const each of results) {
    if (each.is === 'compact') collection.add(each.compact, each.origin);
    else if (each.is === 'silent') collection.silent(each.origin, each.why);
    else collection.unread(each.origin, each.what);
  }
}
