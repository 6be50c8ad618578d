/** The guided session that a recorded session allows: each step sees only what the requirements measured so far have shown. */
import { diagnose } from '../../src/diagnosis/index.ts';
import { STEPS, summarise } from '../../src/guide/index.ts';
import { autoWalk, pathLength, type Walk } from '../../src/guide/testing/walk.ts';
import type { Area } from '../../src/model/area.ts';
import type { ControlPurpose } from '../../src/model/probe-request.ts';
import type { Symptom } from '../../src/model/profile.ts';
import type { Session } from '../../src/model/session.ts';

export function recordedWalk(session: Session, symptom: Symptom): Walk {
  const areas = new Set<Area>();
  return autoWalk({ ...session.profile, symptom }, (id) => {
    const step = STEPS[id];
    if (step.kind === 'measure') for (const area of step.areas) areas.add(area);
    return summarise(diagnose(measuredIn(session, areas)), session.requirements);
  });
}

/** Steps until the last of these causes is named; null if one never is. */
export function stepsToAll(walk: Walk, causes: readonly string[]): number | null {
  const lengths = causes.map((name) => pathLength(walk, name));
  return lengths.includes(null) ? null : Math.max(0, ...lengths.map(Number));
}

/**
 * Controls that a sweep makes once, for the first rows with a motive, and that answer for all of them: a walk that met other rows first made
 * them for those. With `failure`, only a failed row is a motive.
 */
const SHARED_CONTROLS: ReadonlyMap<ControlPurpose, 'failure' | 'any'> = new Map([
  ['other-programs-proxy', 'failure'],
  ['login-repeat', 'failure'],
  ['without-login', 'failure'],
  ['revocation', 'any'],
]);

/** The session as if only these areas had been measured. */
function measuredIn(session: Session, areas: ReadonlySet<Area>): Session {
  const rows = new Set(session.requirements.filter(({ area }) => areas.has(area)).map(({ id }) => id));
  const concerns = ({ requirements }: { requirements: readonly string[] }): boolean => requirements.some((id) => rows.has(id));
  const hasFailed = session.observations.some(
    (one) => one.role === 'row' && one.state === 'completed' && one.failure !== null && concerns(one),
  );
  const hasAnswered = session.observations.some((one) => one.role === 'row' && one.probe === 'https' && concerns(one));
  const isShared = ({ purpose }: { purpose: ControlPurpose | null }) => {
    const motive = purpose === null ? undefined : SHARED_CONTROLS.get(purpose);
    return motive !== undefined && (motive === 'failure' ? hasFailed : hasAnswered);
  };
  return {
    ...session,
    asked: new Set([...session.asked].filter((id) => rows.has(id))),
    // The facts of this machine are read before anything else is measured.
    observations: session.observations.filter(
      (observation) => observation.probe === 'host' || concerns(observation) || isShared(observation),
    ),
    requests: session.requests.filter((request) => request.probe === 'host' || concerns(request) || isShared(request)),
  };
}
