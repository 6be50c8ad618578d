/**
 * Writes a scenario as a golden session for the fast suite: `events.jsonl`, the log without facts of this machine and time, and
 * `expected.json`, the expected result.
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SessionEvent } from '../../src/model/session.ts';
import { encodeEvent } from '../../src/session/index.ts';
import type { Expected } from '../support/golden-session.ts';
import type { Judgement } from './judge.ts';
import type { Checked } from './program.ts';

export const GOLDEN_SESSIONS = fileURLToPath(new URL('../../fixtures/sessions/', import.meta.url));

/** The time at which every recorded session begins. */
const BEGINNING = '2026-01-05T09:00:00.000Z';
/** A typical customer's machine. */
const MACHINE = { release: '6.1.0', arch: 'x64', nodeVersion: '24.0.0', container: false } as const;

export async function record(judgement: Judgement, { events, report, home }: Checked): Promise<void> {
  const { scenario, symptom, steps } = judgement;
  const folder = join(GOLDEN_SESSIONS, scenario.name);
  const expected: Expected = {
    title: scenario.title,
    causes: report.findings.filter(({ causedBy }) => causedBy === null).map(({ name, confidence }) => ({ name, confidence })),
    summary: report.summary,
    guide: { symptom, steps },
  };
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'events.jsonl'),
    neutral(events, home)
      .map((event) => `${encodeEvent(event)}\n`)
      .join(''),
  );
  await writeFile(join(folder, 'expected.json'), `${JSON.stringify(expected, null, 2)}\n`);
}

function neutral(events: readonly SessionEvent[], home: string): SessionEvent[] {
  const started = events.find((event) => event.type === 'session-started');
  const shift = Date.parse(BEGINNING) - Date.parse(started?.startedAt ?? BEGINNING);
  return events.map((event) => SessionEvent.parse(neutralValue(event, { shift, home })));
}

interface Neutrality {
  shift: number;
  home: string;
}

function neutralValue(value: unknown, how: Neutrality): unknown {
  if (typeof value === 'number') return Math.round(value * 10) / 10;
  if (typeof value === 'string') return neutralText(value, how);
  if (Array.isArray(value)) return value.map((item) => neutralValue(item, how));
  if (typeof value !== 'object' || value === null) return value;
  const object = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, neutralValue(item, how)]));
  if ('nodeVersion' in object) return { ...object, ...MACHINE };
  // Every run creates new keys and fingerprints. Which certificate signs which stays the same.
  if ('sha256' in object && 'subject' in object) return { ...object, sha256: fingerprint(object) };
  return object;
}

function neutralText(text: string, { shift, home }: Neutrality): string {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return new Date(Date.parse(text) + shift).toISOString();
  return text.replaceAll(home, '/home/customer');
}

function fingerprint({ subject, issuer, names }: Record<string, unknown>): string {
  return createHash('sha256')
    .update(JSON.stringify([subject, issuer, names]))
    .digest('hex');
}
