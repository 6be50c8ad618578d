/**
 * A secret in every field of a recorded session, and every kind of secret in every class of fields: the redactor removes all of them and
 * keeps useful facts. With a disabled redactor the search finds every secret, which proves that the search works.
 */

import { describe, expect, it } from 'vitest';
import { buildBundle } from '../../src/bundle/index.ts';
import { WRITTEN_BY } from '../../src/bundle/testing/log.ts';
import { publicHosts } from '../../src/catalog/index.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { buildReport } from '../../src/documents/report/report.ts';
import { Report } from '../../src/model/report.ts';
import { SessionEvent } from '../../src/model/session.ts';
import { createRedactor, type RedactionLevel, type Redactor } from '../../src/redact/index.ts';
import { mapStrings } from '../../src/redact/walk.ts';
import { foldEvents } from '../../src/session/index.ts';
import { goldenSessions } from '../support/golden-session.ts';
import { SECRET_KINDS } from '../support/secret-kinds.ts';
import { leaks } from '../support/secrets.ts';

const SESSIONS = goldenSessions();
const LEVELS = ['standard', 'strict', 'network-clear'] as const satisfies readonly RedactionLevel[];
/** A password from an environment variable, in every spelling that a text can contain. */
const SEEDED = 'Ibis/5582+finch&"x';
const SPELLINGS: Readonly<Record<string, string>> = {
  plain: SEEDED,
  percent: encodeURIComponent(SEEDED),
  JSON: JSON.stringify(SEEDED).slice(1, -1),
  HTML: SEEDED.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
  hex: Buffer.from(SEEDED).toString('hex'),
  base64: Buffer.from(`svc:${SEEDED}`).toString('base64'),
};

function real(level: RedactionLevel, secrets: readonly string[] = [SEEDED]): Redactor {
  return createRedactor({ level, key: new Uint8Array(32).fill(3), publicNames: publicHosts(['us-east-1']), secrets });
}

/** The control: everything is kept, and no secret is found. */
function switchedOff(): Redactor {
  return { ...real('standard'), text: (text) => text, value: (_, value) => value, learn: () => {}, leftovers: () => ({}) };
}

/** Every string of the log and of its report, with an appended secret. */
function everywhere(events: readonly SessionEvent[], report: Report, plant: (place: string) => string) {
  let fields = 0;
  const planted = (text: string, leaf: { class: string | null }) => {
    fields++;
    return `${text} ${plant(leaf.class ?? 'none')}`.trimEnd();
  };
  return {
    events: events.map((event) => mapStrings(SessionEvent, event, planted) as SessionEvent),
    report: mapStrings(Report, report, planted) as Report,
    fields: () => fields,
  };
}

/** Its redacted output, as each format writes it. */
function outputs(redactor: Redactor, { events, report }: { events: readonly SessionEvent[]; report: Report }): string {
  return [
    ...events.map((event) => JSON.stringify(redactor.value(SessionEvent, event))),
    JSON.stringify(redactor.value(Report, report)),
    ...report.findings.flatMap((finding) => [finding.title, finding.why, ...finding.evidence].map(redactor.text)),
  ].join('\n');
}

const [first] = [...SESSIONS].sort((a, b) => b.events.length - a.events.length);
if (first === undefined) throw new Error('there is no recorded session');
const session = foldEvents(first.events);
const whole = buildReport(session, diagnose(session));
/** One event of each kind, one row of each area: every field of the format without hundreds of repetitions. */
const events = oneOfEach(first.events, (event) => `${event.type} ${event.type === 'observed' ? event.observation.probe : ''}`);
const report: Report = {
  ...whole,
  requirements: oneOfEach(whole.requirements, (row) => row.area),
  observations: oneOfEach(whole.observations, (observation) => `${observation.probe} ${observation.phases.length}`),
};

function oneOfEach<T>(all: readonly T[], kindOf: (one: T) => string): T[] {
  return [...new Map(all.map((one) => [kindOf(one), one])).values()];
}

/**
 * The kinds rotate through the fields of each privacy class, which alone decides how a string is masked: free text gets all of them, other
 * fields those recognisable by shape. As many documents as every pair needs.
 */
function plantedInTurns() {
  const turns = new Map<string, number>();
  const kindsOf = (place: string) => SECRET_KINDS.filter(({ standsOut }) => standsOut || place === 'text');
  const plant = (place: string) => {
    const turn = turns.get(place) ?? 0;
    turns.set(place, turn + 1);
    const kinds = kindsOf(place);
    return kinds[turn % kinds.length]?.plant(place).text ?? '';
  };
  const documents = [];
  do documents.push(everywhere(events, report, plant));
  while ([...turns].some(([place, turn]) => turn < kindsOf(place).length));
  const places = [...turns.keys()];
  return { documents, places, secrets: places.flatMap((place) => kindsOf(place).flatMap((kind) => kind.plant(place).secrets)) };
}

describe('a secret of every kind', () => {
  const { documents, secrets, places } = plantedInTurns();

  it.each(LEVELS)('is removed from every field at level %s', { timeout: 90_000 }, (level) => {
    const texts = documents.map((all) => outputs(real(level), all));
    expect(leaks('output', texts.join('\n'), secrets)).toEqual([]);
    for (const { fields } of documents) expect(fields()).toBeGreaterThan(200);
    // Rows, phases, codes and published hosts are kept.
    for (const word of ['management.app', '"phases"', 'app.gitpod.io', ...report.findings.map(({ code }) => code)])
      for (const text of texts) expect(text).toContain(word);
  });

  it('is found in fields of every class when the redactor is disabled', () => {
    const text = documents.map((all) => outputs(switchedOff(), all)).join('\n');
    expect(places).toEqual(expect.arrayContaining(['public', 'host', 'address', 'url', 'path', 'organisation', 'resource', 'text']));
    const found = leaks('output', text, secrets).join('\n');
    for (const secret of secrets) expect(found).toContain(secret);
  });
});

describe('a known password in each of its spellings', () => {
  const spelt = Object.values(SPELLINGS);
  let turn = 0;
  const all = everywhere(events, report, () => spelt[turn++ % spelt.length] ?? '');

  it.each(LEVELS)('is removed from every field at level %s', { timeout: 90_000 }, (level) => {
    const text = outputs(real(level), all);
    for (const spelling of spelt) expect(text).not.toContain(spelling);
    expect(leaks('output', text, [SEEDED])).toEqual([]);
  });

  it('is found in the output when the redactor is disabled', () => {
    const text = outputs(switchedOff(), all);
    for (const spelling of spelt) expect(text).toContain(JSON.stringify(spelling).slice(1, -1));
  });
});

it('a bundle with planted secrets is complete, and would contain the secrets without the redactor', async () => {
  const all = SECRET_KINDS.map((kind) => kind.plant('note'));
  const noted = first.events.map(
    (event): SessionEvent =>
      event.type === 'profile-set' ? { ...event, profile: { ...event.profile, note: all.map(({ text }) => text).join('\n') } } : event,
  );
  const input = {
    events: noted,
    report: whole,
    createdAt: '2026-11-23T12:00:00.000Z',
    name: 'gitpod-doctor-20261123T120000Z-00000000',
    consent: { how: 'flag' as const, at: '2026-11-23T12:00:00.000Z' },
    ...WRITTEN_BY,
  };
  const built = await buildBundle({ ...input, redactor: real('standard') });
  expect(built).toMatchObject({ ok: true, omissions: [] });
  if (!built.ok) return;
  const secrets = all.flatMap((planted) => planted.secrets);
  for (const { path, text } of built.entries) expect(leaks(path, `${path}\n${text}`, secrets)).toEqual([]);
  const unredacted = await buildBundle({ ...input, redactor: switchedOff() });
  // The last search removes only the secrets that it knows.
  expect(unredacted.ok ? unredacted.entries.flatMap(({ path, text }) => leaks(path, text, secrets)) : []).not.toEqual([]);
});
