/** Walks the step table without a network; the caller gives what each measurement finds. */
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
  /** Measured steps in order, repeated ones included. */
  measured: MeasureId[];
  /** Names in the log: entered steps, and causes as `advise/name`. */
  entered: string[];
  /** Whether it ended within the allowed number of events. */
  ended: boolean;
}

/** What the network shows after a step is measured; later steps see it as well. */
export type World = (step: MeasureId) => Summary;

export const healthy: World = () => NOTHING_MEASURED;

export function cause(name: string, requirements: readonly string[] = [], verify = requirements, severity: Severity = 'blocker'): Cause {
  return { key: `GD000 ${name}`, name, title: name, severity, requirements, verify };
}

export function row(requirement: string, verdict: RowVerdict['verdict']): RowVerdict {
  return { requirement, area: requirement.split('.')[0] as RowVerdict['area'], verdict };
}

/** Sends events and answers every measurement immediately, until the walk needs other input. */
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

/** Runs the automatic driver to the end of the walk. */
export function autoWalk(profile: Partial<Profile>, world: World = healthy, evidence: Evidence = { from: null }): Walk {
  const walk = send(initialState(), [{ type: 'started', profile: { ...EMPTY_PROFILE, ...profile }, evidence }], world);
  return finishWalk(walk, world);
}

/** Far more events than the longest walk has; a walk that needs more is in a loop. */
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

/** The number of steps until the cause is named; null if it never is. */
export function pathLength(walk: Walk, name: string): number | null {
  const index = walk.entered.indexOf(`advise/${name}`);
  return index < 0 ? null : index + 1;
}
