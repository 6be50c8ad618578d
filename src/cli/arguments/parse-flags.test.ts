/** If these fail, one of two contradictory values is used silently. */
import { expect, it } from 'vitest';
import { parseFlags } from './parse-flags.ts';

it.each([
  [['--from', 'laptop', '--from', 'runner'], '--from laptop|runner|environment'],
  [['--account=123456789012', '--account=210987654321'], '--account ID'],
  [['--demo=healthy', '--demo=no-network'], '--demo [SCENARIO]'],
  [['--note', 'kestrel-4471', '--note', 'kestrel-4472'], '--note TEXT'],
])('a single-value flag refuses a second value, and echoes neither: %j', (argv, way) => {
  const refused = { status: 2, message: expect.stringContaining('takes one value'), hint: `Try: ${way}` };
  expect(() => parseFlags(argv)).toThrow(expect.objectContaining(refused));
});

it('a single-value flag accepts the same value twice, and a repeatable flag accepts all values', () => {
  expect(parseFlags(['--from', 'laptop', 'x', '--from=laptop', '--region=a', '--region=b', '--json', '--json'])).toEqual({
    words: ['x'],
    flags: { from: 'laptop', region: ['a', 'b'], json: true },
  });
});
