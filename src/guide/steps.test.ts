import { describe, expect, expectTypeOf, it } from 'vitest';
import { drawGuide } from '../../scripts/generate/guide-drawing.ts';
import { AREAS } from '../model/areas.ts';
import { FINDINGS } from '../model/finding-codes.ts';
import { SYMPTOMS } from '../model/profile.ts';
import { checkAnswer } from './answers.ts';
import { MEASURE_STEPS } from './measure-steps.ts';
import type { FindingGuard, Guard, Route } from './step.ts';
import { isQuestionId, MEASURE_IDS, STEP_IDS, type StepId } from './step-ids.ts';
import { STEPS } from './steps.ts';

const onwardSteps = STEP_IDS.flatMap((id) => {
  const step = STEPS[id];
  return 'routes' in step ? [{ id, step }] : [];
});
const guards: Guard[] = onwardSteps.flatMap(({ step }) => [...step.routes, ...(step.skip ?? [])].flatMap(({ when }) => when));

describe('the step table', () => {
  it('leads to every step from the start or from a cause', () => {
    const reached = new Set<StepId>(['where']);
    for (const id of reached) {
      const step = STEPS[id];
      if (step.kind === 'measure') reached.add('advise');
      if ('routes' in step) for (const to of [...step.routes.map((route) => route.to), step.otherwise]) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...STEP_IDS].sort());
  });

  it('leads to the end from every step when no condition is true', () => {
    for (const { id } of onwardSteps) {
      const seen = new Set<StepId>();
      let at: StepId = id;
      for (let step = STEPS[at]; 'routes' in step && !seen.has(at); step = STEPS[at]) {
        seen.add(at);
        at = step.otherwise;
      }
      expect(at).toBe('finish');
    }
  });

  it('measures every area in exactly one step', () => {
    expect(MEASURE_IDS.flatMap((id) => [...MEASURE_STEPS[id].areas]).sort()).toEqual([...AREAS].sort());
  });

  it('has no unconditional transition before another one', () => {
    for (const { step } of onwardSteps) for (const { when } of step.routes) expect(when.length).toBeGreaterThan(0);
  });

  it('offers every symptom, and only answers that the parser accepts', () => {
    const { symptom } = STEPS;
    expect(symptom.kind === 'ask' && symptom.choices.map(({ value }) => value)).toEqual([...SYMPTOMS]);
    for (const { id, step } of onwardSteps) {
      if (step.kind !== 'ask' || !isQuestionId(id)) continue;
      expect((step.choices.length === 0) === (step.input === 'text')).toBe(true);
      for (const value of [...step.choices.map((choice) => choice.value), step.unanswered]) {
        expect(checkAnswer(id, value)).toEqual({ ok: true, value });
      }
    }
  });

  it('refers only to findings that exist', () => {
    const names: readonly string[] = Object.values(FINDINGS);
    expect(guards.flatMap((guard) => (guard.kind === 'finding' && !names.includes(guard.name) ? [guard.name] : []))).toEqual([]);
  });

  it('does not compile with an unknown step, finding or answer', () => {
    expectTypeOf<{ when: []; to: 'gatewya' }>().not.toExtend<Route>();
    expectTypeOf<{ kind: 'finding'; name: 'no-netwrok' }>().not.toExtend<FindingGuard>();
    expectTypeOf<{ kind: 'answer'; step: 'runner'; is: ['laptop'] }>().not.toExtend<Guard>();
    expectTypeOf<{ kind: 'answer'; step: 'runner'; is: ['standard'] }>().toExtend<Guard>();
  });

  it('has titles and labels that leave room for a number on the screen', () => {
    for (const id of STEP_IDS) {
      const step = STEPS[id];
      expect(step.title.length).toBeLessThanOrEqual(20);
      expect(step.question.length).toBeLessThanOrEqual(70);
      if (step.kind === 'ask') for (const choice of step.choices) expect(choice.label.length).toBeLessThanOrEqual(60);
    }
  });

  it('appears in docs/guide.md with every step and transition', () => {
    const lines = drawGuide().trimEnd().split('\n');
    const routes = onwardSteps.reduce((sum, { step }) => sum + step.routes.length + 1, 0);
    expect(lines[0]).toBe('flowchart TD');
    expect(lines).toHaveLength(1 + STEP_IDS.length + routes + MEASURE_IDS.length + 1);
    for (const line of lines) expect((line.match(/"/g) ?? []).length % 2).toBe(0);
  });
});
