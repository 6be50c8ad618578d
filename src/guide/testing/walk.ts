/** Follows the step table without a network. The caller defines what each measurement finds. */
import type { Severity } from '../../model/finding.ts';
import { EMPTY_PROFILE, type Profile } from '../../model/profile.ts';
import { advanceGuide } from '../advance.ts';
import { autoEvent } from '../auto.ts';
import type { Evidence, GuideCommand, GuideEvent } from '../events.ts';
import { type GuideState, initialState } from '../state.ts';
import type { MeasureId } from '../step-ids.ts';
import { type Cause, NOTHING_MEASURED, type RowVerdict, type Summary } from '../summary.ts';

export interface Walk {
  state: GuideState;
  commands: GuideCommand[];
  /** The measured steps in order. A repeated step is listed again. */
  measured: MeasureId[];
  /** The names of steps in the log. A cause is `advise/name`. */
  entered: string[];
  /** Whether the session ended within the allowed number of events. */
  ended: boolean;
}

/** What the network shows after a step was measured. Later steps see the same. */
export type World = (step: MeasureId) => Summary;

export const healthy: World = () => NOTHING_MEASURED;

export function cause(name: string, requirements: readonly string[] = [], verify = requirements, severity: Severity = 'blocker'): Cause {
  return { key: `GD000 ${name}`, name, title: name, severity, requirements, verify };
}

export function row(requirement: string, verdict: RowVerdict['verdict']): RowVerdict {
  return { requirement, area: requirement.split('.')[0] as RowVerdict['area'], verdict };
}

/** Sends events and answers every measurement immediately, until the guide needs other input. */
export function send(state: GuideState, events: readonly GuideEvent[], world: World = healthy): Walk {
  const queue = [...events];
  const walk: Walk = { state, commands: [], measured: [], entered: [], ended: false };
  for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
    const [next, commands] = advanceGuide(walk.state, event);
    walk.state = next;
    walk.commands.push(...commands);
    for (const command of commands) {
      if (command.type === 'end') walk.ended = true;
      if (command.type === 'note' && command.event.type === 'step-entered') walk.entered.push(command.event.step);
      if (command.type !== 'measure') continue;
      walk.measured.push(command.step);
      queue.unshift({ type: 'measured', step: command.step, summary: world(command.step) });
    }
  }
  return walk;
}

/** Lets the automatic driver run to the end of the session. */
export function autoWalk(profile: Partial<Profile>, world: World = healthy, evidence: Evidence = { from: null }): Walk {
  const walk = send(initialState(), [{ type: 'started', profile: { ...EMPTY_PROFILE, ...profile }, evidence }], world);
  return finishWalk(walk, world);
}

/** Far more events than the longest session has. A session with more is in a loop. */
const ENOUGH = 200;

export function finishWalk(walk: Walk, world: World = healthy): Walk {
  for (let count = 0; count < ENOUGH && !walk.ended; count += 1) {
    const event = autoEvent(walk.state);
    if (event === null) break;
    const more = send(walk.state, [event], world);
    walk.state = more.state;
    walk.ended = more.ended;
    walk.commands.push(...more.commands);
    walk.measured.push(...more.measured);
    walk.entered.push(...more.entered);
  }
  return walk;
}

/** The number of steps until the cause is shown; null if it never is. */
export function pathLength(walk: Walk, name: string): number | null {
  const index = walk.entered.indexOf(`advise/${name}`);
  return index < 0 ? null : index + 1;
}
