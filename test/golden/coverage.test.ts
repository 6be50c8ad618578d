/** The lab's scenarios: one for each cause, with a near miss that must not be confused with it. */
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/diagnosis/rules/registry.ts';
import { FINDINGS } from '../../src/model/finding-codes.ts';
import { SCENARIOS } from '../lab/scenarios/index.ts';
import { goldenSessions } from '../support/golden-session.ts';

/** Findings about machine, names, path, answers and gateway. A note is not a cause, so no scenario has its name. */
const NAMES = RULES.filter(({ code, scope }) => /^GD[1-5]/.test(code) && scope !== 'note').map(({ code }) => FINDINGS[code]);

describe('the lab', () => {
  it('has no two scenarios with the same name', () => {
    const names = SCENARIOS.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it.each(NAMES)('has a scenario that expects %s, and a near miss that forbids it', (name) => {
    const causing = SCENARIOS.filter(({ expect: { causes, consequences = [] } }) => [...causes, ...consequences].includes(name));
    const near = SCENARIOS.filter(({ expect: { never } }) => (never as readonly string[]).includes(name));
    expect({ causing: causing.length > 0, near: near.length > 0 }).toEqual({ causing: true, near: true });
  });

  it('forbids no finding in the scenario that expects it, and has recordings only of existing scenarios', () => {
    for (const { name, expect: wanted } of SCENARIOS) {
      const both = wanted.causes.filter((cause) => (wanted.never as readonly string[]).includes(cause));
      expect({ name, both }).toEqual({ name, both: [] });
    }
    const known = new Set(SCENARIOS.map(({ name }) => name));
    for (const { name } of goldenSessions()) expect(known).toContain(name);
  });
});
