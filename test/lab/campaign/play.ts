/** Plays one run of a campaign and judges it. */
import { assess } from '../conditions/assess.ts';
import { wordsOf } from '../conditions/conditions.ts';
import type { Checked } from '../program.ts';
import type { LabScenario } from '../scenario.ts';
import { play } from '../stage.ts';
import { combined } from './combine.ts';
import type { Drawn } from './draw.ts';
import { pressure } from './pressure.ts';
import type { PlayedRun, Reference } from './state.ts';

export interface Campaign {
  seed: number;
  commit: string;
  /** Errors that are already known, by the fault to which they belong. */
  references: Map<string, Promise<Reference>>;
  keep: (reference: Reference) => void;
}

export async function playRun(drawn: Drawn, campaign: Campaign): Promise<{ played: PlayedRun; checked: Checked }> {
  const { scenario, conditions, kind, run } = drawn;
  const subjects = await subjectsOf(drawn, campaign);
  const before = await pressure();
  const checked = await play({ ...scenario, conditions });
  const after = await pressure();
  const played: PlayedRun = {
    ...{ run, seed: campaign.seed, commit: campaign.commit, kind, scenario: scenario.name, causes: scenario.expect.causes },
    conditions: wordsOf(conditions),
    pressure: before === null || after === null ? null : Math.round(Math.max(before, after)),
    ...assess(scenario, checked, subjects),
  };
  return { played, checked };
}

/** Each fault alone on a good network gives the subject of its cause; any other subject is a different claim. */
async function subjectsOf({ kind, scenario, faults }: Drawn, campaign: Campaign): Promise<Map<string, Set<string>>> {
  const alone = kind === 'working' ? [] : faults.length === 0 ? [scenario] : faults.map((fault) => combined([fault]));
  const subjects = new Map<string, Set<string>>();
  for (const one of alone)
    for (const [name, about] of Object.entries((await referenceOf(one, campaign)).subjects))
      subjects.set(name, new Set([...(subjects.get(name) ?? []), ...about]));
  return subjects;
}

function referenceOf(scenario: LabScenario, { references, commit, keep }: Campaign): Promise<Reference> {
  const known = references.get(scenario.name);
  if (known !== undefined) return known;
  const measured = play(scenario).then(({ report }) => {
    const due = report.findings.filter(({ name }) => scenario.expect.causes.some((cause) => cause === name));
    const byName = Map.groupBy(due, ({ name }) => name);
    const subjects = Object.fromEntries([...byName].map(([name, all]) => [name, all.map(({ subject }) => subject)]));
    const reference = { reference: scenario.name, commit, subjects };
    keep(reference);
    return reference;
  });
  references.set(scenario.name, measured);
  return measured;
}
