/** One session of the automatic driver in a scenario: the causes that it shows, in order, and what it measures. */
import { assembleRequirements } from '../../../src/catalog/index.ts';
import { autoEvent, causeKey, currentCause, isMeasureId } from '../../../src/guide/index.ts';
import type { Confidence } from '../../../src/model/finding.ts';
import type { Symptom } from '../../../src/model/profile.ts';
import { createEngine, type EngineState } from '../../../src/run/engine.ts';
import { inScenario } from '../pretend-session.ts';

/** A cause that the session shows. */
export interface Shown {
  code: string;
  name: string;
  confidence: Confidence;
  /** How many steps were measured before the cause was shown. */
  step: number;
  /** The time since the session began. */
  afterMs: number;
}

export interface Walked {
  scenario: string;
  symptom: Symptom;
  shown: readonly Shown[];
  /** Rows that it measured. */
  measured: readonly string[];
  /** The root causes at the end, with the requirements that they explain. */
  roots: readonly { name: string; requirements: readonly string[] }[];
}

/** No dictionary entry matches this message, so it starts the session for an unknown message. */
const MESSAGE = 'It does not work.';

/** Runs to the end, or until a cause with one of these names is shown. */
export function walkThrough(scenario: string, symptom: Symptom, until: readonly string[] = []): Promise<Walked> {
  return inScenario(scenario, { profile: { symptom } }, async ({ log, probes }) => {
    const message = symptom === 'error-message' ? { errorText: MESSAGE } : {};
    const engine = createEngine({ log, probes, rowsFor: (profile) => assembleRequirements(profile, null), learn() {}, ...message });
    const shown: Shown[] = [];
    for (;;) {
      await engine.idle();
      const state = engine.getState();
      shown.push(...shownBy(state, log.nowMs()));
      const event = autoEvent(state.guide);
      if (event === null || shown.some(({ name }) => until.includes(name))) break;
      engine.dispatch(event);
    }
    const roots = engine.getState().diagnosis.findings.filter(({ causedBy }) => causedBy === null);
    return {
      scenario,
      symptom,
      shown,
      measured: [...log.session.asked],
      roots: roots.map(({ name, requirements }) => ({ name, requirements })),
    };
  });
}

function shownBy({ guide, diagnosis }: EngineState, nowMs: number): Shown[] {
  const cause = guide.at === 'advise' ? currentCause(guide) : null;
  const finding = diagnosis.findings.find((each) => causeKey(each) === cause?.key);
  if (finding === undefined) return [];
  const { code, name, confidence } = finding;
  const step = new Set(guide.trail.map((visit) => visit.step).filter(isMeasureId)).size;
  return [{ code, name, confidence, step, afterMs: Math.round(nowMs) }];
}
