import { describe, expect, test } from 'vitest';
import { CONFIDENCES } from '../../model/finding.ts';
import { RULES } from '../rules/registry.ts';
import type { Explanation } from '../rules/rule.ts';
import { titleOf } from './statement.ts';

const titled = (title: string, titleIsOpen = false) => ({ title: () => title, titleIsOpen }) as unknown as Explanation<null>;

describe('the title of a finding', () => {
  test('states a certain cause as a fact, and begins with "Probable cause" or "Possible cause" otherwise', () => {
    const said = CONFIDENCES.map((confidence) => titleOf(titled('The proxy p:3128 cannot be reached'), null, confidence));
    expect(said).toEqual([
      'The proxy p:3128 cannot be reached',
      'Probable cause: the proxy p:3128 cannot be reached',
      'Possible cause: the proxy p:3128 cannot be reached',
    ]);
  });

  test.each(['TLS to a.example is cut', 'NO_PROXY does not cover x', 'a.example refuses the connection', 'Allowed AMIs hides x'])(
    'keeps the capitals of names when it is hedged: %s',
    (title) => expect(titleOf(titled(title), null, 'likely')).toBe(`Probable cause: ${title}`),
  );

  test('is not hedged when it only states a measurement', () => {
    expect(titleOf(titled('Downloads come with 40 kB/s', true), null, 'possible')).toBe('Downloads come with 40 kB/s');
  });
});

test.each(RULES.map((rule) => [rule.code, rule] as const))('the title of %s contains at most one hedging word', (_, rule) => {
  for (const confidence of ['likely', 'possible'] as const) {
    const title = titleOf(rule, rule.example, confidence);
    expect(title.match(/probabl|possibl|most likely|\bmay be\b/gi)?.length ?? 0).toBeLessThanOrEqual(1);
  }
});
