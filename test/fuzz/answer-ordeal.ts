/**
 * Runs the real probes against a hostile server on loopback and diagnoses the result: in bounded time, without a request to an internal
 * address.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Dice, diceOf } from '../../src/bundle/testing/mutations.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { buildReport } from '../../src/documents/report/report.ts';
import { Observation } from '../../src/model/observation.ts';
import { EMPTY_PROFILE } from '../../src/model/profile.ts';
import { escapeHidden } from '../../src/terminal/visible.ts';
import { freshLog } from '../support/fresh-log.ts';
import { controlIn } from '../support/hostile-text.ts';
import { askedInside } from './answers/ground.ts';
import { STAGES } from './answers/stage.ts';
import { pick } from './payloads.ts';
import type { Outcome } from './worker.ts';

/** For five stages of 0.4 s with their retries, on a busy machine. */
const MAX_MS = 30_000;

export async function answerOrdeal(seed: number): Promise<Outcome> {
  const dice = diceOf(seed);
  const name = pick(Object.keys(STAGES), dice);
  const before = askedInside();
  const late = new AbortController();
  const seen = await Promise.race([
    met(name, dice),
    sleep(MAX_MS, null, { signal: late.signal }).then(() => {
      throw new Error(`${name} did not end within ${MAX_MS} ms`);
    }),
  ]).finally(() => late.abort());
  if (askedInside() > before) throw new Error(`${name}: an address inside was asked`);
  if (seen === null) return { kind: name };
  const parsed = Observation.safeParse(seen);
  if (!parsed.success) throw new Error(`${name}: the observation does not fit its schema: ${parsed.error.message.slice(0, 600)}`);
  if (seen.state === 'crashed') throw new Error(`${name}: a crash of ours: ${JSON.stringify(seen.failure)}`);
  return { kind: `${name}: ${seen.failure === null ? 'no failure' : seen.failure.kind}`, commands: shown(seen) };
}

async function met(name: string, dice: Dice): Promise<Observation | null> {
  const closings: (() => unknown)[] = [];
  try {
    return (await STAGES[name]?.meet(dice, (closing) => closings.push(closing))) ?? null;
  } finally {
    await Promise.all(closings.map((close) => close()));
  }
}

/** The commands that its findings offer for pasting. */
function shown(seen: Observation): string[] {
  const log = freshLog({ ...EMPTY_PROFILE, from: 'laptop', fromIs: 'stated' });
  const [row] = log.session.requirements.filter(({ area }) => area === 'management');
  const observation = { ...seen, requirements: row === undefined ? [] : [row.id] };
  log.append({ type: 'sweep-started', requirements: observation.requirements, again: false });
  log.append({ type: 'observed', observation });
  log.append({ type: 'sweep-ended', reason: 'complete', notStarted: [], requirements: [] });
  const report = buildReport(log.session, diagnose(log.session));
  const text = escapeHidden(JSON.stringify(report));
  if (controlIn(text) !== null) throw new Error(`a report holds ${controlIn(text)}`);
  JSON.parse(text);
  return report.findings.flatMap(({ fixes }) => fixes.flatMap(({ command }) => command ?? []));
}
