import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FINDING_CODES, FINDINGS, findingCode } from '../../model/finding-codes.ts';
import { RULES } from '../rules/registry.ts';
import { alternativeOf, explained, explanationOf } from './explain.ts';

/** Existing causes. The list only grows: a removed code could no longer be looked up. */
const PRESENT = [
  101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 117, 118, 119, 120, 201, 202, 203, 204, 205, 206, 207, 208,
  209, 210, 211, 212, 301, 302, 303, 304, 305, 306, 307, 308, 309, 310, 311, 312, 313, 314, 316, 317, 318, 319, 320, 401, 402, 403, 404,
  405, 406, 407, 408, 409, 410, 411, 501, 502, 503, 504, 505, 506, 507, 508, 601, 602, 603, 701, 702, 703, 704, 705, 706, 707, 708, 709,
  710, 711, 712, 713, 714, 715, 901, 902, 903, 904,
].map((number) => `GD${number}`);

test('every planned cause has a rule, and each code has exactly one', () => {
  const codes = RULES.map((rule) => rule.code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(PRESENT.filter((code) => !codes.some((known) => known === code))).toEqual([]);
});

test('every rule has its own file, named after its code and cause', () => {
  const files = readdirSync(new URL('../rules/', import.meta.url)).filter((file) => /^\d/.test(file) && !file.endsWith('.test.ts'));
  expect(files.sort()).toEqual(RULES.map((rule) => `${rule.code.slice(2)}-${FINDINGS[rule.code]}.ts`).sort());
});

test.each(RULES.map((rule) => [rule.code, rule] as const))('%s explains itself', (code, rule) => {
  const { summary, why, stops, confusedWith } = rule.explanation;
  for (const text of [summary, why, stops]) expect(text).toMatch(/^[A-Z“].*\.$/s);
  for (const neighbour of confusedWith) {
    expect(findingCode(neighbour.name)).not.toBeNull();
    expect(findingCode(neighbour.name)).not.toBe(code);
  }
  expect(explained(code)?.name).toBe(FINDINGS[code]);
});

test.each(RULES.map((rule) => [rule.code, rule] as const))(
  '%s words an example without gaps, and names an owner for the fix',
  (code, rule) => {
    const { example, title, evidence } = rule.explanation;
    const { fixes } = explained(code) ?? { fixes: [] };
    const words = [title(example), ...evidence(example), ...fixes.flatMap(({ text, command }) => [text, command ?? ''])];
    expect(words.filter((text) => /undefined|null|NaN|\[object|\S {2}|\(\)/.test(text))).toEqual([]);
    // A note may need no fix (507).
    if (rule.scope !== 'note') expect(fixes).not.toEqual([]);
  },
);

test.each(RULES.map(({ code }) => code))('%s explains each word in angle brackets', (code) => {
  expect(explained(code)?.placeholders.filter(({ meaning }) => meaning === '')).toEqual([]);
});

test.each(RULES.filter(({ scope }) => scope !== 'note').map(({ code }) => code))('%s names its alternative', (code) => {
  // "Likely: one alternative remains" helps only if the alternative is named.
  expect(alternativeOf(code)).toMatch(/^[a-z].{10,}[^.]$|^UDP /);
});

test.each(RULES.filter(({ excludes }) => excludes !== undefined).map((rule) => [rule.code, rule] as const))(
  '%s, which can be certain, names what excludes each neighbour',
  (_, { excludes = {}, explanation }) => {
    expect(Object.keys(excludes).sort()).toEqual(explanation.confusedWith.map(({ name }) => name).sort());
  },
);

test('a code without a rule has no explanation', () => {
  const without = FINDING_CODES.find((code) => !RULES.some((rule) => rule.code === code));
  if (without !== undefined) expect(explanationOf(without)).toBeNull();
});
