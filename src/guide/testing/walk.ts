/** Walks the table without a network: what each measurement would find is handed in. */
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
  /** Steps in the order in which they were measured, again included. */
  measured: MeasureId[];
  /** Names of the log: steps that were entered, and causes as `advise/name`. */
  entered: string[];
  /** Whether it came to its end within the number of events that were allowed. */
  ended: boolean;
}

/** What the network shows once a step has been measured; later steps see it too. */
export type World = (step: MeasureId) => Summary;

export const healthy: World = () => NOTHING_MEASURED;

export function cause(name: string, requirements: readonly string[] = [], verify = requirements, severity: Severity = 'blocker'): Cause {
  return { key: `GD000 ${name}`, name, title: name, severity, requirements, verify };
}

export function row(requirement: string, verdict: RowVerdict['verdict']): RowVerdict {
  return { requirement, area: requirement.split('.')[0] as RowVerdict['area'], verdict };
}

/** Sends events and answers every measurement at once, until the walk wants something else. */
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

/** The whole walk of the automatic driver. */
export function autoWalk(profile: Partial<Profile>, world: World = healthy, evidence: Evidence = { from: null }): Walk {
  const walk = send(initialState(), [{ type: 'started', profile: { ...EMPTY_PROFILE, ...profile }, evidence }], world);
  return finishWalk(walk, world);
}

/** Far more events than the longest walk has; a walk that needs them all goes in circles. */
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

/** How many steps a person meets until the cause is named; null if it never is. */
export function pathLength(walk: Walk, name: string): number | null {
  const index = walk.entered.indexOf(`advise/${name}`);
  return index < 0 ? null : index + 1;
}
