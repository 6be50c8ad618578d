import { describe, expect, it } from 'vitest';
import { createLearnedLiterals } from './rules/learned.ts';

describe('learned names', () => {
  it('are all found, even among 20,000 names and when one name begins with another', () => {
    const known = createLearnedLiterals();
    const names = Array.from({ length: 20_000 }, (_, index) => `name-${index}-of-a-forged-bundle`);
    for (const name of [...names, 'name-1']) known.add(name, 'px-x', 'host');
    const text = `${names[0]} ${names[19_999]} name-1`;
    expect(
      known
        .find(text)
        .map(({ start, end }) => text.slice(start, end))
        .toSorted(),
    ).toEqual(['name-1', names[0], names[19_999]].toSorted());
  });

  it('do not include a name that is too long or too short', () => {
    const known = createLearnedLiterals();
    expect(known.add('px-'.repeat(20_000), 'px-x', 'host')).toBe(false);
    expect(known.add('git.corp.example', 'px-x', 'host')).toBe(true);
    expect(known.find('at git.corp.example')).toHaveLength(1);
  });
});
