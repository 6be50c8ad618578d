/** Systems Manager accepts as parameters everything that `check` accepts, and nothing else. */
import { describe, expect, it } from 'vitest';
import { AWS_REGIONS } from '../../knowledge/aws/regions.ts';
import { OPTION_BOUNDS } from '../../model/bounds.ts';
import { rangePattern, SSM_PARAMETERS, type SsmParameter } from './parameters.ts';

const takes = (name: keyof typeof SSM_PARAMETERS, value: string) => {
  const { allowedPattern = '' }: SsmParameter = SSM_PARAMETERS[name];
  return new RegExp(allowedPattern).test(value);
};

describe('a parameter', () => {
  it('accepts every known region and no invalid one', () => {
    expect(AWS_REGIONS.map(({ name }) => name).filter((name) => !takes('Regions', name))).toEqual([]);
    for (const text of ['us-east', 'us-east-1;reboot', 'US-EAST-1', 'abcde-east-1', 'us-east-1\n'])
      expect([text, takes('Regions', text)]).toEqual([text, false]);
  });

  it.each([
    ['Timeout', ...OPTION_BOUNDS.timeout],
    ['Deadline', ...OPTION_BOUNDS.deadline],
    ['ExecutionTimeout', 1, 172_800],
  ] as const)('accepts for %s the numbers from %d to %d', (name, least, most) => {
    for (const value of [least, least + 1, Math.floor(most / 2), most - 1, most])
      expect([value, takes(name, String(value))]).toEqual([value, true]);
    for (const value of [0, least - 1, most + 1, most * 10, `0${least}`, `${least}.5`, '', 'x'])
      expect([value, takes(name, String(value))]).toEqual([value, false]);
  });
});

it('the pattern for a range of numbers matches exactly that range', () => {
  for (const [least, most] of [
    [1, 9],
    [1, 10],
    [10, 99],
    [1, 256],
    [10, 1234],
    [100, 999],
  ] as const) {
    const pattern = new RegExp(rangePattern([least, most]));
    const taken = Array.from({ length: 2000 }, (_, value) => value).filter((value) => pattern.test(String(value)));
    expect([taken[0], taken.at(-1), taken.length]).toEqual([least, most, most - least + 1]);
  }
});
