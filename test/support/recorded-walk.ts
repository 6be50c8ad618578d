/** The walk that a recorded session allows: each step sees what the rows measured so far have shown, and no more. */
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

/** Controls that a sweep asks of the first hosts that fail, for all of them: a walk that met other hosts first asked it of those. */
const ASKED_OF_ANY: ReadonlySet<ControlPurpose> = new Set(['other-programs-proxy']);

/** The session as if only these areas had been measured. */
function measuredIn(session: Session, areas: ReadonlySet<Area>): Session {
  const rows = new Set(session.requirements.filter(({ area }) => areas.has(area)).map(({ id }) => id));
  const concerns = ({ requirements }: { requirements: readonly string[] }): boolean => requirements.some((id) => rows.has(id));
  const hasFailed = session.observations.some(
    (one) => one.role === 'row' && one.state === 'completed' && one.failure !== null && concerns(one),
  );
  const isAsked = ({ purpose }: { purpose: ControlPurpose | null }) => hasFailed && purpose !== null && ASKED_OF_ANY.has(purpose);
  return {
    ...session,
    asked: new Set([...session.asked].filter((id) => rows.has(id))),
    // This machine is looked at before anything is measured.
    observations: session.observations.filter(
      (observation) => observation.probe === 'host' || concerns(observation) || isAsked(observation),
    ),
    requests: session.requests.filter((request) => request.probe === 'host' || concerns(request) || isAsked(request)),
  };
}
