/** Compares the expected with the reported causes. */
import type { Symptom } from '../../src/model/profile.ts';
import type { SessionEvent } from '../../src/model/session.ts';
import type { Vantage } from '../../src/model/vantage.ts';
import { foldEvents } from '../../src/session/index.ts';
import { recordedWalk, stepsToAll } from '../support/recorded-walk.ts';
import type { Checked } from './program.ts';
import type { LabScenario } from './scenario.ts';

/** Names as text, because a report can contain a name that these scenarios do not know. */
interface Named {
  causes: readonly string[];
  consequences?: readonly string[];
  allowed?: readonly string[];
  never: readonly string[];
  says?: readonly string[];
  exit: number;
}

export interface Judgement {
  scenario: LabScenario;
  milliseconds: number;
  /** The root causes that the report names. */
  found: string[];
  missed: string[];
  /** Root causes that do not exist, and forbidden findings that were reported as a consequence. */
  wrong: string[];
  /** The wrong ones that were reported as certain. */
  certainlyWrong: string[];
  /** The first step of the guide, and the number of steps until every expected cause is named; null if some are not named. */
  symptom: Symptom;
  steps: number | null;
  /** The reasons for a failure; empty if the scenario passes. */
  faults: string[];
}

export function judge(scenario: LabScenario, { report, events, exit, milliseconds, asked }: Checked): Judgement {
  const { causes, consequences = [], allowed = [], never, says = [], exit: expectedExit }: Named = scenario.expect;
  const said = [
    ...report.findings.flatMap(({ evidence, fixes }) => [...evidence, ...fixes.map(({ text }) => text)]),
    ...report.notes.map(({ text }) => text),
  ];
  const unsaid = says.filter((words) => !said.some((text) => text.includes(words)));
  const named = unique(report.findings.map(({ name }) => name));
  const found = unique(report.findings.filter(({ causedBy }) => causedBy === null).map(({ name }) => name));
  const missed = [...causes.filter((name) => !found.includes(name)), ...consequences.filter((name) => !named.includes(name))];
  const wrong = unique([
    ...found.filter((name) => ![...causes, ...allowed].includes(name)),
    ...named.filter((name) => never.includes(name)),
  ]);
  const symptom = symptomOf(scenario);
  return {
    scenario,
    milliseconds,
    found,
    missed,
    wrong,
    certainlyWrong: wrong.filter((name) => report.findings.some((one) => one.name === name && one.confidence === 'certain')),
    symptom,
    steps: stepsOf(events, symptom, causes),
    faults: [
      ...(missed.length > 0 ? [`missed: ${missed.join(', ')}`] : []),
      ...(wrong.length > 0 ? [`wrongly named: ${wrong.join(', ')}`] : []),
      ...asked,
      ...unsaid.map((words) => `not said: ${words}`),
      ...(exit === expectedExit ? [] : [`exit status ${exit}, expected ${expectedExit}`]),
    ],
  };
}

/** A scenario that could not be completed. */
export function broken(scenario: LabScenario, why: string): Judgement {
  return {
    scenario,
    milliseconds: 0,
    found: [],
    missed: [...scenario.expect.causes],
    wrong: [],
    certainlyWrong: [],
    symptom: symptomOf(scenario),
    steps: null,
    faults: [why],
  };
}

const COMPLAINTS: Readonly<Record<Vantage, Symptom>> = { runner: 'runner-offline', environment: 'environment-start', laptop: 'vscode' };

function symptomOf({ symptom, profile }: LabScenario): Symptom {
  return symptom ?? COMPLAINTS[profile.from ?? 'laptop'];
}

function stepsOf(events: readonly SessionEvent[], symptom: Symptom, causes: readonly string[]): number | null {
  return stepsToAll(recordedWalk(foldEvents(events), symptom), causes);
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
