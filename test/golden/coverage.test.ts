/** What the lab has a scenario for: each cause in its place, and beside it the neighbour that must not be taken for it. */
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/diagnosis/rules/registry.ts';
import { FINDINGS, type FindingName } from '../../src/model/finding-codes.ts';
import { SCENARIOS } from '../lab/scenarios/index.ts';
import { goldenSessions } from '../support/golden-session.ts';

/** Causes that the lab cannot bring about, and why. */
const ELSEWHERE: Partial<Record<FindingName, string>> = {
  'gateway-not-needed': 'a note, which stands beside findings',
  'answer-not-proved': 'a note, which stands beside findings',
};

/** Machine, names, path, answers, gateway. */
const NAMES = RULES.filter(({ code }) => /^GD[1-5]/.test(code)).map(({ code }) => FINDINGS[code]);

describe('the lab', () => {
  it('has seventy scenarios and more, each with a name of its own', () => {
    const names = SCENARIOS.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(70);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has fifteen scenarios and more of two independent faults', () => {
    expect(SCENARIOS.filter(({ expect: { causes } }) => causes.length > 1).length).toBeGreaterThanOrEqual(15);
  });

  it.each(NAMES.filter((name) => ELSEWHERE[name] === undefined))('shows %s, and a neighbour that must not be taken for it', (name) => {
    const causing = SCENARIOS.filter(({ expect: { causes, consequences = [] } }) => [...causes, ...consequences].includes(name));
    const near = SCENARIOS.filter(({ expect: { never } }) => (never as readonly string[]).includes(name));
    expect({ causing: causing.length > 0, near: near.length > 0 }).toEqual({ causing: true, near: true });
  });

  it('contradicts itself nowhere: what is expected is not forbidden, and what is recorded exists', () => {
    for (const { name, expect: wanted } of SCENARIOS) {
      const both = wanted.causes.filter((cause) => (wanted.never as readonly string[]).includes(cause));
      expect({ name, both }).toEqual({ name, both: [] });
    }
    const known = new Set(SCENARIOS.map(({ name }) => name));
    for (const { name } of goldenSessions()) expect(known).toContain(name);
  });
});
