/** JSON of any shape, written as text so that it can contain what no JavaScript value can: repeated keys, numbers beyond all limits. */
import type { Dice } from '../../src/bundle/testing/mutations.ts';
import { hostile, NUMBERS, pick } from './payloads.ts';

const KEYS = [
  '__proto__',
  'constructor',
  'schema',
  'type',
  'seq',
  'observations',
  'requirements',
  'files',
  'a',
  'toJSON',
  'then',
  'length',
  '',
];

export function anyJson(dice: Dice): string {
  switch (dice(12)) {
    case 0:
      return `${'['.repeat(20_000)}${']'.repeat(dice(2) * 20_000)}`;
    case 1:
      return `${'{"a":'.repeat(20_000)}1${'}'.repeat(dice(2) * 20_000)}`;
    case 2:
      return `{"schema":"gitpod-doctor/report@${pick(NUMBERS, dice)}","observations":[${'{},'.repeat(500)}{}]}`;
    case 3:
      return `{"schema":"gitpod-doctor/bundle@1","files":[${'{"path":"a"},'.repeat(1500)}{}]}`;
    case 4:
      return `\ufeff${tree(dice, 0)}`;
    case 5:
      return '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"schema":"gitpod-doctor/report@1"}';
    case 6:
      return `"${'\\u0000'.repeat(5000)}`;
    case 7:
      return '';
    default:
      return tree(dice, 0);
  }
}

function tree(dice: Dice, depth: number): string {
  const drawn = depth > 5 ? dice(4) : dice(8);
  if (drawn === 0) return pick(NUMBERS, dice);
  if (drawn === 1) return pick(['true', 'false', 'null', 'NaN', '01', "'a'"], dice);
  if (drawn < 4) return JSON.stringify(hostile('x', dice));
  const inner = Array.from({ length: dice(5) }, () => tree(dice, depth + 1));
  if (drawn === 4) return `[${inner.join(',')}]`;
  return `{${inner.map((value) => `${JSON.stringify(dice(4) === 0 ? hostile('k', dice) : pick(KEYS, dice))}:${value}`).join(',')}}`;
}
