/** Sessions recorded in the lab (`npm run lab:record`), as stored in `fixtures/sessions`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Confidence } from '../../src/model/finding.ts';
import type { Symptom } from '../../src/model/profile.ts';
import type { Report } from '../../src/model/report.ts';
import type { SessionEvent } from '../../src/model/session.ts';
import { decodeLog } from '../../src/session/index.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/sessions/', import.meta.url));

/** The content of `expected.json`. */
export interface Expected {
  title: string;
  /** Root causes in the order of the report. */
  causes: { name: string; confidence: Confidence }[];
  summary: Report['summary'];
  /** The steps that the guide takes from this symptom until every cause is named; null if some are not named. */
  guide: { symptom: Symptom; steps: number | null };
}

export interface GoldenSession {
  name: string;
  events: SessionEvent[];
  expected: Expected;
}

export function goldenSessions(): GoldenSession[] {
  return goldenNames().map((name) => {
    const log = decodeLog(goldenLog(name));
    if (!('events' in log) || log.problems.length > 0) throw new Error(`The log of ${name} is not whole.`);
    return { name, events: log.events, expected: JSON.parse(readFileSync(join(FOLDER, name, 'expected.json'), 'utf8')) as Expected };
  });
}

export function goldenNames(): string[] {
  const entries = readdirSync(FOLDER, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && entry.name !== FROM_THE_FUTURE).map(({ name }) => name);
}

/** A log of a version that does not exist yet. */
export const FROM_THE_FUTURE = 'from-the-future';

export function goldenLog(name: string): string {
  return readFileSync(join(FOLDER, name, 'events.jsonl'), 'utf8');
}
