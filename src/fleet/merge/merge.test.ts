/** Merging results: each machine once, causes by the effect of their fix, machines by equal results. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompactReport } from '../../model/compact.ts';
import type { Fleet } from '../../model/fleet.ts';
import { fleet, machine } from '../testing/fleet.ts';
import { compact, type Told } from '../testing/places.ts';
import { createCollection } from './collection.ts';
import { createFleet } from './fleet-of.ts';

const PORT = {
  code: 'GD106',
  subject: 'proxy:3128, port 8443',
  rows: ['gateway.https-8443', 'gateway.subdomains-8443'],
  fix: 'Please allow port 8443.',
};
const GATEWAY = { unmet: ['gateway.https-8443', 'gateway.subdomains-8443'], causes: [PORT] };
const UDP = { code: 'GD504', subject: 'UDP 4242', rows: ['gateway.udp-4242'], fix: 'Please open UDP 4242.' };

describe('one machine', () => {
  it('is listed once with its newest result, whichever result arrives first', () => {
    const old = { instance: machine(1), startedAt: '2026-11-27T09:00:00Z', ...GATEWAY };
    const now = { instance: machine(1), startedAt: '2026-11-27T09:00:00.500Z' };
    for (const results of [
      [old, now],
      [now, old],
    ]) {
      const { summary, input, causes } = fleet(results);
      expect({ summary, older: input.older }).toMatchObject({ summary: { places: 1, pass: 1 }, older: 1 });
      expect(causes).toEqual([]);
    }
  });

  it('keeps its complete result when a truncated result has the same time', () => {
    const cut = { instance: machine(1), ...GATEWAY, changes: { cut: ['end' as const] } };
    const whole = { instance: machine(1), ...GATEWAY };
    for (const results of [
      [cut, whole],
      [whole, cut],
    ])
      expect(fleet(results)).toMatchObject({ input: { cutShort: 0, older: 1 }, places: [{ cutShort: false }] });
  });

  it('is distinguished from another machine by vantage point, account, region or file', () => {
    expect(fleet([{ instance: machine(1) }, { instance: machine(1), from: 'environment' }]).summary.places).toBe(2);
    const bare = { instance: null, host: 'runner' };
    expect(fleet([bare, { ...bare, account: '210987654321' }, { ...bare, region: 'eu-west-1' }, bare]).summary.places).toBe(3);
    const nameless = createCollection();
    for (const source of ['a.json', 'b.json', 'a.json']) nameless.add(compact({ instance: null }), { instance: null, source });
    expect(createFleet(nameless.collected(), 3).places.map(({ source }) => source)).toEqual(['a.json', 'b.json']);
  });

  describe('with a host name that another machine also has', () => {
    type Run = { second: number; place?: Partial<CompactReport['place']>; source?: string; durationMs?: number };
    const runs = (...all: Run[]) => {
      const collection = createCollection();
      for (const { second, place, source = 'log.txt', durationMs = 5000 } of all) {
        const startedAt = new Date(Date.UTC(2026, 10, 27, 10, 0, second)).toISOString();
        const line = compact({ instance: null, host: 'golden', startedAt });
        collection.add({ ...line, durationMs, place: { ...line.place, ...place } }, { instance: null, source });
      }
      const { places, input, warnings } = createFleet(collection.collected(), 1);
      return { places: places.length, sources: places.flatMap(({ source }) => source ?? []), older: input.older, warnings };
    };
    const apart = { places: 2, older: 0 };

    it.each<[string, Run, Run]>([
      ['name that the user gave', { second: 0, place: { name: 'web-01' } }, { second: 30, place: { name: 'web-02' } }],
      ['machine id', { second: 0, place: { machine: 'a1' } }, { second: 30, place: { machine: 'b2' } }],
      ['runner id', { second: 0, place: { runnerId: 'r1' } }, { second: 30, place: { runnerId: 'r2' } }],
      ['environment id', { second: 0, place: { environmentId: 'e1' } }, { second: 30, place: { environmentId: 'e2' } }],
    ])('counts as another machine if it has another %s', (_, one, other) => {
      expect(runs(one, other)).toMatchObject({ ...apart, warnings: [] });
    });

    it('counts as another machine if its result is in another file or its run overlaps, and the report says so', () => {
      expect(runs({ second: 0, source: 'a.txt' }, { second: 30, source: 'b.txt' })).toEqual({
        ...{ ...apart, sources: ['a.txt', 'b.txt'] },
        warnings: ['shared-names'],
      });
      expect(runs({ second: 0 }, { second: 3 }, { second: 40 })).toMatchObject({ places: 3, older: 0, warnings: ['shared-names'] });
    });

    it('counts as the same machine if an id says so, for one run in two files, and for consecutive runs in one file', () => {
      const once = { places: 1, older: 1, sources: [], warnings: [] };
      expect(runs({ second: 0, source: 'a', place: { name: 'w' } }, { second: 30, source: 'b', place: { name: 'w' } })).toEqual(once);
      expect(runs({ second: 0, source: 'a', place: { environmentId: 'e' } }, { second: 30, place: { environmentId: 'e' } })).toEqual(once);
      expect(runs({ second: 0, source: 'a' }, { second: 0, source: 'b' })).toEqual(once);
      expect(runs({ second: 0 }, { second: 30 })).toEqual(once);
    });
  });

  it("stays the same machine when its containers' network changes, but not when its egress network does", () => {
    const on = (...subnets: string[]): Told => ({ changes: { place: { ...compact({ instance: null, host: 'runner' }).place, subnets } } });
    expect(fleet([on('10.0.1.0/24'), on('10.0.1.0/24', '172.18.0.0/16')])).toMatchObject({ summary: { places: 1 }, input: { older: 1 } });
    expect(fleet([on('10.0.1.0/24'), on('10.0.2.0/24')]).summary.places).toBe(2);
  });

  it('has a result that counts as the oldest when its time is invalid', () => {
    expect(fleet([{ instance: machine(1) }, { instance: machine(1), startedAt: 'tomorrow', ...GATEWAY }])).toMatchObject({
      summary: { pass: 1 },
    });
  });
});

describe('causes', () => {
  it('are sorted by the number of machines and then of requirements that their fix frees, and the first cause gives the request', () => {
    const told = fleet([
      GATEWAY,
      GATEWAY,
      { open: ['gateway.udp-4242'], causes: [UDP] },
      { open: ['gateway.udp-4242'], causes: [UDP] },
      {},
    ]);
    expect(told.causes.map(({ code, places, rowsFreed, placesFreed }) => ({ code, places, rowsFreed, placesFreed }))).toEqual([
      { code: 'GD106', places: 2, rowsFreed: 4, placesFreed: 2 },
      { code: 'GD504', places: 2, rowsFreed: 2, placesFreed: 2 },
    ]);
    expect(told.request).toEqual({ cause: 'c1', owner: 'network-team', text: 'Please allow port 8443.', command: null });
    expect(told.causes[0]).toMatchObject({ found: ['p1', 'p2'], rows: ['gateway.https-8443', 'gateway.subdomains-8443'] });
    expect(told.summary).toEqual({ outcome: 'fail', places: 5, pass: 1, fail: 2, inconclusive: 2, noResult: 0 });
  });

  it('are sorted first by the machines that a fix leaves without a problem, even if another cause has more requirements', () => {
    const wide = { code: 'GD307', subject: 'inspection', rows: ['a.one', 'a.two', 'a.three', 'a.four'], fix: 'Please exempt it.' };
    const both = { unmet: [...wide.rows, 'gateway.https-8443'], causes: [wide, { ...PORT, rows: ['gateway.https-8443'] }] };
    const { request, causes } = fleet([both, GATEWAY]);
    expect(causes.map(({ code, placesFreed }) => [code, placesFreed])).toEqual([
      ['GD106', 1],
      ['GD307', 0],
    ]);
    expect(request?.text).toBe('Please allow port 8443.');
  });

  it('count a shared requirement as fixed only when all of its causes are fixed', () => {
    const both = {
      unmet: ['a.one', 'a.two'],
      causes: [
        { code: 'GD101', rows: ['a.one', 'a.two'] },
        { code: 'GD102', rows: ['a.one'] },
      ],
    };
    expect(fleet([both]).causes.map(({ code, rowsFreed, placesFreed }) => [code, rowsFreed, placesFreed])).toEqual([
      ['GD101', 1, 0],
      ['GD102', 0, 0],
    ]);
  });

  it('free no machine whose line is truncated and may lack inconclusive requirements', () => {
    const cut = compact({ ...GATEWAY, open: ['gateway.udp-4242'] });
    const told = fleet([
      { ...GATEWAY, open: ['gateway.udp-4242'], changes: { rows: cut.rows.filter(({ verdict }) => verdict === 'unmet'), cut: ['end'] } },
    ]);
    expect(told.causes).toMatchObject([{ rowsFreed: 2, placesFreed: 0 }]);
  });

  it('are counted from the summary of each machine when its requirements are truncated', () => {
    const cut = (unknown: number): Told => ({
      ...GATEWAY,
      changes: { rows: compact(GATEWAY).rows.slice(0, 1), cut: ['end'], summary: { outcome: 'fail', met: 1, unmet: 2, unknown } },
    });
    expect(fleet([cut(0), cut(3)])).toMatchObject({ causes: [{ placesFreed: 1 }], pictures: [{ unknown: 0 }, { unknown: 3 }] });
  });

  it('free no machine that has an unmet requirement without a cause', () => {
    expect(fleet([{ unmet: ['a.one', 'a.two'], causes: [{ rows: ['a.one'] }] }]).causes).toMatchObject([{ rowsFreed: 1, placesFreed: 0 }]);
  });

  it('are merged by code and subject, and counted by code when each machine has another subject', () => {
    const at = (subject: string, severity: 'advice' | 'blocker' = 'advice') => ({
      unmet: ['dns.resolvers'],
      causes: [{ code: 'GD202', subject, severity, rows: ['dns.resolvers'] }],
    });
    const told = fleet([at('10.0.0.2'), at('10.1.0.2'), at('10.1.0.2', 'blocker')]);
    expect(told.causes.map(({ subject, severity, confidence }) => [subject, severity, confidence.certain])).toEqual([
      ['10.1.0.2', 'blocker', 2],
      ['10.0.0.2', 'advice', 1],
    ]);
    expect(told.codes).toEqual([{ code: 'GD202', name: 'name-of-GD202', subjects: 2, places: 3 }]);
    expect(told.request).toBe(null);
  });

  it('do not include consequences of other causes', () => {
    const made = compact(GATEWAY);
    const [root] = made.findings;
    if (root === undefined) throw new Error('no root');
    expect(
      fleet([{ ...GATEWAY, changes: { findings: [root, { ...root, code: 'GD501', causedBy: 'GD106' }] } }]).causes.map(({ code }) => code),
    ).toEqual(['GD106']);
  });
});

it('a requirement that a root cause names twice is counted once', () => {
  const told = fleet([{ unmet: ['a.one'], causes: [{ rows: ['a.one', 'a.one'] }] }]);
  expect(told.causes).toMatchObject([{ rows: ['a.one'], rowsFreed: 1, placesFreed: 1 }]);
  const collection = createCollection();
  collection.add(compact({ unmet: ['a.one'], causes: [{ rows: ['a.one', 'a.one'] }] }), { instance: null, source: 'a' });
  expect(collection.collected().places[0]?.story.roots[0]?.rows).toHaveLength(1);
});

describe('groups of machines with the same result', () => {
  it('contain machines with the same verdicts; the largest group comes first', () => {
    const told = fleet([{}, GATEWAY, GATEWAY, { region: 'eu-west-1', ...GATEWAY }]);
    expect(told.pictures.map(({ id, places, outcome, codes, example }) => ({ id, places, outcome, codes, example }))).toEqual([
      { id: 'A', places: 3, outcome: 'fail', codes: ['GD106'], example: 'p2' },
      { id: 'B', places: 1, outcome: 'pass', codes: [], example: 'p1' },
    ]);
    expect(told.pictures[0]?.at).toEqual([
      { region: 'us-east-1', account: '123456789012', places: 2 },
      { region: 'eu-west-1', account: '123456789012', places: 1 },
    ]);
    expect(told.rows).toEqual([
      { id: 'management.app', met: 4, unmet: 0, unknown: 0, verdicts: ['met', 'met'] },
      { id: 'gateway.https-8443', met: 0, unmet: 3, unknown: 0, verdicts: ['unmet', null] },
      { id: 'gateway.subdomains-8443', met: 0, unmet: 3, unknown: 0, verdicts: ['unmet', null] },
    ]);
    expect(told.places.map(({ picture, causes }) => [picture, causes])).toEqual([
      ['B', []],
      ['A', ['c1']],
      ['A', ['c1']],
      ['A', ['c1']],
    ]);
  });

  it('contain a machine with a truncated result, and show the requirements of a complete result', () => {
    const whole = { ...GATEWAY, met: ['management.app', 'aws.ec2'] };
    const cut = compact(whole);
    const rows = cut.rows.map((group) => (group.verdict === 'met' ? { ...group, rows: [] } : group));
    const told = fleet([{ ...whole, changes: { rows, cut: ['end'] } }, whole]);
    expect(told.pictures).toHaveLength(1);
    expect(told.rows.map(({ id, met }) => [id, met])).toContainEqual(['aws.ec2', 2]);
  });

  it('are different when the same requirements have different causes', () => {
    const behind = (subject: string) => ({ ...GATEWAY, causes: [{ ...PORT, subject }] });
    expect(fleet([behind('proxy-a:3128'), behind('proxy-b:3128')]).pictures.map(({ places }) => places)).toEqual([1, 1]);
  });

  it('are different when other requirements are met, even if their number is the same', () => {
    const told = fleet([{ met: ['aws.ec2'] }, { met: ['aws.ecr'] }, { met: ['aws.ecr'] }]);
    expect(told.pictures.map(({ places, example }) => [places, example])).toEqual([
      [2, 'p2'],
      [1, 'p1'],
    ]);
    expect(told.rows.map(({ id, met }) => [id, met])).toEqual([
      ['aws.ec2', 1],
      ['aws.ecr', 2],
    ]);
  });

  it('do not depend on the order of the machines, and nor do the causes', () => {
    const kinds: Told[] = [
      {},
      GATEWAY,
      { open: ['gateway.udp-4242'], causes: [UDP] },
      { ...GATEWAY, unmet: [...GATEWAY.unmet, 'gateway.udp-4242'], causes: [PORT, UDP] },
    ];
    const results = Array.from(
      { length: 24 },
      (_, index): Told => ({ ...kinds[index % 4 === 3 ? 3 : (index % 7) % 3], instance: machine(index) }),
    );
    const essence = ({ causes, pictures, rows }: Fleet) => ({
      causes: causes.map(({ found, at, ...rest }) => rest),
      pictures: pictures.map(({ places, codes }) => ({ places, codes })),
      rows: rows.map(({ verdicts, ...rest }) => rest),
    });
    const expected = essence(fleet(results));
    fc.assert(
      fc.property(fc.shuffledSubarray(results, { minLength: results.length }), (shuffled) => {
        expect(essence(fleet(shuffled))).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the outcome', () => {
  it('is inconclusive when a machine gave no result, unless a second attempt gave one', () => {
    const collection = createCollection();
    collection.add(compact({ instance: machine(1) }), { instance: null, source: 'a' });
    collection.silent({ instance: machine(2), source: 'a' }, 'TimedOut');
    collection.silent({ instance: machine(1), source: 'a' }, 'TimedOut');
    expect(createFleet(collection.collected(), 1)).toMatchObject({
      summary: { outcome: 'inconclusive', noResult: 1 },
      noResult: [{ instance: machine(2), why: 'TimedOut' }],
    });
  });

  it('is inconclusive when a part of a result was omitted', () => {
    const rows = Array.from({ length: 501 }, (_, index) => `a.r${index}`);
    expect(fleet([{ met: rows }])).toMatchObject({ input: { leftOut: 1 }, summary: { pass: 1, outcome: 'inconclusive' } });
  });

  it('has a warning when masking keys or requirement lists differ', () => {
    const list = (sha256: string) => ({ catalog: { version: '1', sha256, overlay: null } });
    expect(fleet([{ changes: { maskedBy: 'k1' } }, { changes: { maskedBy: 'k2' } }, {}]).warnings).toEqual([
      'different-keys',
      'masked-and-bare',
    ]);
    expect(fleet([{ changes: list('a') }, { changes: list('b') }, { changes: list('') }])).toMatchObject({
      warnings: ['different-lists'],
      lists: [
        { sha256: 'a', places: 1 },
        { sha256: 'b', places: 1 },
      ],
    });
  });

  it('is not affected by the key of a report, which does not say whether the report is masked', () => {
    const collection = createCollection();
    collection.add(compact({ instance: machine(1), changes: { maskedBy: 'k1' } }), { instance: null, source: 'a' });
    collection.add(compact({ instance: machine(2) }), {
      instance: null,
      source: 'b.json',
      ticket: { bundle: null, keyId: null, onlyRecorded: [], onlyToday: [] },
    });
    expect(createFleet(collection.collected(), 2).warnings).toEqual([]);
  });

  it('is empty without results', () => {
    expect(fleet([])).toMatchObject({ summary: { places: 0, outcome: 'pass' }, measured: null, request: null, pictures: [] });
  });
});
