/** Bundles of tickets side by side. A wrong count makes a support team write the wrong request; a lost file is a lost customer. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encryptBundle } from '../../bundle/encrypt/encrypt.ts';
import { buildBundle } from '../../bundle/index.ts';
import { bundleInput, testRedactor } from '../../bundle/testing/log.ts';
import { fails, passes, type SessionBuilder, session } from '../../diagnosis/testing/session.ts';
import { fleetDocument } from '../../documents/fleet/document.ts';
import { truncateFleet } from '../../documents/fleet/words.ts';
import { createCollection, createFleet } from '../../fleet/index.ts';
import { compact } from '../../fleet/testing/places.ts';
import { Fleet } from '../../model/fleet.ts';
import type { Report } from '../../model/report.ts';
import { flatText } from '../../render/text.ts';
import { readFiles } from './fleet-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'gitpod-doctor-tickets-'));
afterAll(() => rmSync(folder, { recursive: true }));

const blocked = (host: string) =>
  session({ from: 'runner', runner: 'standard', regions: ['eu-west-1'], account: '123456789012' })
    .proxy(`http://${host}:3128`)
    .https('app.gitpod.io', passes(), { requirement: 'management.app' })
    .https('us01.gitpod.dev', fails('tcp.timeout'), { requirement: 'gateway.https-8443' });

interface Case {
  told: SessionBuilder;
  key?: number;
  at?: string;
  report?: (report: Report) => Report;
}

async function bundleOf({ told, key = 1, at = '2026-11-02T10:00:00Z', report = (same) => same }: Case): Promise<Uint8Array> {
  const input = bundleInput({ ...told.build(), startedAt: at }, testRedactor({ key: new Uint8Array(32).fill(key) }));
  const built = await buildBundle({ ...input, report: report(input.report) });
  if (!built.ok) throw new Error(built.problem);
  return built.bytes;
}

let count = 0;
async function collect(files: Readonly<Record<string, Uint8Array | string>>, named = false) {
  const path = join(folder, String(++count));
  mkdirSync(path);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(path, name), bytes);
  const collection = createCollection();
  const read = await readFiles(named ? Object.keys(files).map((name) => join(path, name)) : [path], collection);
  const fleet = Fleet.parse(createFleet(collection.collected(), read.files));
  return { fleet, unusable: read.unusable.map(({ message }) => message.replace(`${path}/`, '')) };
}

const lines = (fleet: Fleet) => flatText(fleetDocument(truncateFleet(fleet), fleet));

let first: Uint8Array;
let second: Uint8Array;
let third: Uint8Array;
beforeAll(async () => {
  [first, second, third] = await Promise.all([
    bundleOf({ told: blocked('proxy.corp.example') }),
    bundleOf({ told: blocked('proxy.corp.example'), key: 2, at: '2026-11-20T10:00:00Z' }),
    bundleOf({ told: blocked('proxy.corp.example'), at: '2026-11-20T11:00:00Z' }),
  ]);
});

describe('bundles of tickets', () => {
  it('are counted by cause, with keys, days, profiles and the owner whose request would solve most tickets', async () => {
    const { fleet, unusable } = await collect({ 'a.zip': first, 'b.zip': second, 'c.zip': third });
    expect(unusable).toEqual([]);
    expect(fleet.tickets).toMatchObject({
      ...{ tickets: 3, keys: 2 },
      causes: [
        {
          ...{ found: ['p1', 'p2', 'p3'], keys: 2, alone: 3, owner: 'network-team', onlyRecorded: 0, onlyToday: 0 },
          days: [
            { day: '2026-11-02', tickets: 1 },
            { day: '2026-11-20', tickets: 2 },
          ],
          profiles: [{ from: 'runner', runner: 'standard', region: 'eu-west-1', tickets: 3 }],
        },
      ],
      letter: { owner: 'network-team', tickets: 3 },
    });
    const text = lines(fleet).join('\n');
    expect(text).toMatch(/^3 tickets: 0 passed, 3 failed/);
    expect(text).toContain('2 keys. Each key counts as one installation. Names that were masked with different keys are not compared.');
    expect(text).toContain('3 from the runner (standard) in eu-west-1');
    // The subjects in these bundles are masked with different keys.
    expect(text).not.toMatch(/^Causes$|^Note/m);
  });

  it('are never taken to name the same host when their masking keys differ, even if the pseudonyms are equal', async () => {
    const { fleet } = await collect({ 'a.zip': first, 'b.zip': second });
    const accounts = fleet.places.map(({ account }) => account);
    expect(new Set(accounts).size).toBe(2);
    const collection = createCollection();
    for (const [source, maskedBy] of [
      ['a', 'k1'],
      ['b', 'k2'],
      ['c', 'k2'],
    ] as const) {
      const line = compact({
        instance: source,
        account: 'px-acct-x',
        unmet: ['a.b'],
        causes: [{ subject: 'px-host-x:3128', rows: ['a.b'] }],
      });
      collection.add({ ...line, maskedBy }, { instance: null, source });
    }
    const { causes } = createFleet(collection.collected(), 3);
    expect(causes.map(({ places }) => places)).toEqual([2, 1]);
  });

  it('are counted once if a copy or the report inside is also collected', async () => {
    const entries = unzipSync(first);
    const report = entries[Object.keys(entries).find((path) => path.endsWith('/report.json')) ?? ''] ?? new Uint8Array();
    const { fleet } = await collect({ 'a.zip': first, 'copy.zip': first, 'report.json': report });
    expect(fleet).toMatchObject({ summary: { places: 1 }, input: { older: 2 }, tickets: { tickets: 1 } });
    expect((await collect({ 'a.json': report, 'b.json': report })).fleet.tickets).toMatchObject({ tickets: 1, keys: 0 });
  });

  it('are listed with the causes that the current rules judge differently', async () => {
    const odd = await bundleOf({
      told: blocked('proxy.corp.example'),
      report: (report) => ({
        ...report,
        findings: report.findings.map((finding) => ({ ...finding, code: 'GD204' as const, name: 'name-sinkholed' as const })),
      }),
    });
    const { fleet } = await collect({ 'a.zip': odd });
    const [changed] = fleet.places.map(({ ticket }) => ticket);
    expect(changed?.onlyRecorded).toEqual([{ code: 'GD204', name: 'name-sinkholed' }]);
    expect(changed?.onlyToday).toHaveLength(1);
    const text = lines(fleet).join('\n');
    expect(text).toContain('GD204 name-sinkholed: 1 bundle reported it, but this version does not find it there.');
    expect(text).toContain('this version finds it in 1 bundle that did not report it.');
  });

  it('are listed with their recipients when they are encrypted, with or without other bundles', async () => {
    const { generateIdentity, identityToRecipient } = await import('age-encryption');
    const recipient = await identityToRecipient(await generateIdentity());
    const sealed = await encryptBundle({
      ...{ name: 'gitpod-doctor-20261123T120000Z-1a2b3c4d', bytes: first, recipients: [recipient], level: 'standard' },
      ...{ tool: { name: 'gitpod-doctor', version: '0.0.0' }, createdAt: '2026-11-23T12:00:00Z' },
    });
    if (!sealed.ok) throw new Error(sealed.problem);
    const { fleet, unusable } = await collect({ 'a.zip': first, 'sealed.zip': sealed.bytes });
    expect(unusable).toEqual([]);
    expect(fleet.noResult).toMatchObject([{ why: expect.stringMatching(/^it is encrypted to age1/) }]);
    expect((await collect({ 'sealed.zip': sealed.bytes }, true)).fleet.noResult).toHaveLength(1);
  });

  it('are named when they cannot be read, and the others are shown', async () => {
    const report = JSON.stringify(bundleInput(blocked('proxy').build()).report);
    const { fleet, unusable } = await collect({
      'a.zip': first,
      'empty.zip': '',
      'half.zip': first.slice(0, first.length / 2),
      'huge.zip': Buffer.concat([first, Buffer.alloc(11 * 1024 * 1024)]),
      'other.zip': zipSync({ 'photo/a.png': strToU8('x') }),
      'text.zip': 'Not Found',
      'utf16.json': Buffer.from(`\uFEFF${report}`, 'utf16le'),
    });
    expect(fleet.tickets?.tickets).toBe(2);
    expect(unusable).toEqual([
      'empty.zip is not a zip file and contains no result.',
      'half.zip cannot be read: the zip is damaged.',
      'huge.zip cannot be read: the file is larger than 10 MiB.',
      'text.zip is not a zip file and contains no result.',
    ]);
    expect((await collect({ 'other.zip': zipSync({ 'photo/a.png': strToU8('x') }) }, true)).unusable).toEqual([
      'other.zip cannot be read: the zip has no manifest.json.',
    ]);
  });
});
