import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FINDING_CODES, FINDINGS } from '../../model/finding-codes.ts';
import { RULES } from '../rules/registry.ts';
import { alternativeOf, explainFinding } from './explain.ts';

/** Numbers that were left out before anything was released. */
const NEVER_USED = ['GD116', 'GD129', 'GD130', 'GD133', 'GD134', 'GD315'];

test('every code has exactly one rule, in the order of the codes', () => {
  expect(RULES.map(({ code }) => code)).toEqual(FINDING_CODES);
});

test('a released code is never removed, so the numbers of each area have no gap', () => {
  const known = new Set<string>([...FINDING_CODES, ...NEVER_USED]);
  const before = [...known].filter((code) => !code.endsWith('01')).map((code) => `GD${Number(code.slice(2)) - 1}`);
  expect(before.filter((code) => !known.has(code))).toEqual([]);
});

test('every rule has its own file, named after its code and its cause', () => {
  const files = readdirSync(new URL('../rules/', import.meta.url)).filter((file) => /^\d/.test(file) && !file.endsWith('.test.ts'));
  expect(files.sort()).toEqual(RULES.map((rule) => `${rule.code.slice(2)}-${FINDINGS[rule.code]}.ts`).sort());
});

test.each(RULES.map((rule) => [rule.code, rule] as const))(
  '%s has a summary, a reason and consequences that are whole sentences',
  (code, rule) => {
    const { summary, why, stops, confusedWith } = rule;
    for (const text of [summary, why, stops]) expect(text).toMatch(/^[A-Z“].*\.$/s);
    expect(Object.keys(confusedWith)).not.toContain(FINDINGS[code]);
    for (const apart of Object.values(confusedWith))
      expect(`With a similar finding, ${apart}`).toMatch(/^With a similar finding, (?!There |That |This |The )[^.].*\.$/);
    expect(explainFinding(code).name).toBe(FINDINGS[code]);
  },
);

test.each(RULES.map((rule) => [rule.code, rule] as const))(
  '%s has an example whose text is complete, and a fix unless it is a note',
  (code, rule) => {
    const { example, title, evidence } = rule;
    const { fixes } = explainFinding(code);
    const words = [title(example), ...evidence(example), ...fixes.flatMap(({ text, command }) => [text, command ?? ''])];
    expect(words.filter((text) => /undefined|null|NaN|\[object|\S {2}|\(\)/.test(text))).toEqual([]);
    // A note may need no fix (507).
    if (rule.scope !== 'note') expect(fixes).not.toEqual([]);
  },
);

test.each(RULES.map(({ code }) => code))('%s explains each placeholder in angle brackets', (code) => {
  expect(explainFinding(code).placeholders.filter(({ meaning }) => meaning === '')).toEqual([]);
});

test.each(RULES.filter(({ scope }) => scope !== 'note').map(({ code }) => code))('%s names an alternative cause', (code) => {
  // "Likely: one alternative remains" helps only if the alternative is named.
  expect(alternativeOf(code)).toMatch(/^[a-z].{10,}[^.]$|^UDP /);
});

test.each(RULES.filter(({ excludes }) => excludes !== undefined).map((rule) => [rule.code, rule] as const))(
  '%s lists the evidence that rules out each similar cause, because it can be certain',
  (_, { excludes = {}, confusedWith }) => {
    expect(Object.keys(excludes).sort()).toEqual(Object.keys(confusedWith).sort());
  },
);
