/** Expected against found. */
import type { Checked } from './program.ts';
import type { LabScenario } from './scenario.ts';

/** Names as text: a report may name what these scenarios do not know. */
interface Named {
  causes: readonly string[];
  never: readonly string[];
  exit: number;
}

export interface Judgement {
  scenario: LabScenario;
  milliseconds: number;
  /** Root causes that were named. */
  found: string[];
  missed: string[];
  /** Root causes that are not there, and neighbours that were named as a consequence. */
  wrong: string[];
  /** Why it does not pass; empty if it does. */
  faults: string[];
}

export function judge(scenario: LabScenario, { report, exit, milliseconds }: Checked): Judgement {
  const { causes, never, exit: expectedExit }: Named = scenario.expect;
  const named = unique(report.findings.map(({ name }) => name));
  const found = unique(report.findings.filter(({ causedBy }) => causedBy === null).map(({ name }) => name));
  const missed = causes.filter((name) => !found.includes(name));
  const wrong = unique([...found.filter((name) => !causes.includes(name)), ...named.filter((name) => never.includes(name))]);
  return {
    scenario,
    milliseconds,
    found,
    missed,
    wrong,
    faults: [
      ...(missed.length > 0 ? [`missed: ${missed.join(', ')}`] : []),
      ...(wrong.length > 0 ? [`wrongly named: ${wrong.join(', ')}`] : []),
      ...(exit === expectedExit ? [] : [`exit status ${exit}, expected ${expectedExit}`]),
    ],
  };
}

/** A scenario that could not be played to its end. */
export function broken(scenario: LabScenario, why: string): Judgement {
  return { scenario, milliseconds: 0, found: [], missed: [...scenario.expect.causes], wrong: [], faults: [why] };
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
