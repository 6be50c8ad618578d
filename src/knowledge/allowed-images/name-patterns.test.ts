/** If these fail, the wrong criterion is blamed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coversPattern, matchesName, patternsOverlap } from './name-patterns.ts';

describe('name patterns', () => {
  it.each([
    ['golden-*', 'golden-ami-1', true],
    ['golden-*', 'Golden-ami-1', false],
    ['*', '', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['*-x86_64-*', 'bottlerocket-aws-ecs-1-x86_64-v1.26.2', true],
    ['*-x86_64-*', 'bottlerocket-aws-ecs-1-aarch64-v1.26.2', false],
    ['a*b*c', 'axxbxxbc', true],
  ])('match names as AWS documents: %j with %j gives %j', (pattern, name, fits) => expect(matchesName(pattern, name)).toBe(fits));

  it.each([
    ['gitpod/*', 'gitpod/images/*', true, true],
    ['*', 'gitpod/images/*', true, true],
    ['gitpod/images/a*', 'gitpod/images/*', false, true],
    ['*2026*', 'gitpod/images/*', false, true],
    ['golden-*', 'gitpod/images/*', false, false],
    ['gitpod/image', 'gitpod/images/*', false, false],
    ['gitpod/images/??', 'gitpod/images/*', false, true],
  ])('are compared: %j covers %j is %j, overlaps it is %j', (outer, inner, covers, overlaps) => {
    expect([coversPattern(outer, inner), patternsOverlap(outer, inner)]).toEqual([covers, overlaps]);
  });

  const pattern = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 7 }).map((signs) => signs.join(''));
  const name = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 9 }).map((signs) => signs.join(''));

  it('match like the equivalent regular expression, and overlap when both match one name', () => {
    fc.assert(
      fc.property(pattern, pattern, name, (a, b, text) => {
        const byExpression = new RegExp(`^${a.replaceAll('?', '.').replaceAll('*', '.*')}$`, 's');
        expect(matchesName(a, text)).toBe(byExpression.test(text));
        expect(patternsOverlap(a, b)).toBe(patternsOverlap(b, a));
        if (matchesName(a, text) && matchesName(b, text)) expect(patternsOverlap(a, b)).toBe(true);
        if (coversPattern(a, b) && matchesName(b, text)) expect(matchesName(a, text)).toBe(true);
        expect(patternsOverlap(a, text)).toBe(matchesName(a, text));
      }),
      { numRuns: 500 },
    );
  });
});
