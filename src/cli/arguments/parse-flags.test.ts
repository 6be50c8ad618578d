/** If these fail, one of two values that contradict each other is taken, and nobody says which. */
import { expect, it } from 'vitest';
import { parseFlags } from './parse-flags.ts';

it.each([
  [['--from', 'laptop', '--from', 'runner'], '--from laptop|runner|environment'],
  [['--account=123456789012', '--account=210987654321'], '--account ID'],
  [['--demo=healthy', '--demo=no-network'], '--demo [SCENARIO]'],
  [['--note', 'kestrel-4471', '--note', 'kestrel-4472'], '--note TEXT'],
])('a flag of one value that is given two is refused, and repeats neither: %j', (argv, way) => {
  const refused = { status: 2, message: expect.stringContaining('takes one value'), hint: `Try: ${way}` };
  expect(() => parseFlags(argv)).toThrow(expect.objectContaining(refused));
});

it('the same value twice is one, and a flag of several values takes them all', () => {
  expect(parseFlags(['--from', 'laptop', 'x', '--from=laptop', '--region=a', '--region=b', '--json', '--json'])).toEqual({
    words: ['x'],
    flags: { from: 'laptop', region: ['a', 'b'], json: true },
  });
});
