/** If these fail, files that include each other fill the memory, or an estimate names a destination that ssh would not take. */
import { describe, expect, it } from 'vitest';
import { type EstimateInput, estimateConfig } from './computed.ts';

const PADDING = `#${'a'.repeat(5000)}\n`;

/** Each file includes the next twice; the last has a setting. */
function doubling(levels: number): EstimateInput {
  const path = (level: number) => `/${level}`;
  const upper = Array.from({ length: levels }, (_, level) => level);
  return {
    name: 'w1',
    roots: [path(0)],
    files: [
      ...upper.map((level) => ({ path: path(level), text: `Include ${path(level + 1)}\n`.repeat(2) })),
      { path: path(levels), text: `User me\n${PADDING}` },
    ],
    includes: upper.flatMap((level) =>
      [1, 2].map((line) => ({ file: path(level), line, pattern: path(level + 1), leadsTo: [path(level + 1)] })),
    ),
  };
}

describe('SSH configuration files that include each other', () => {
  it('are read once for each Include line', () => {
    expect(estimateConfig(doubling(5)).settings).toContainEqual(['user', 'me']);
  });

  it('are refused beyond 256 KiB in total', () => {
    expect(() => estimateConfig(doubling(6))).toThrow('too much');
  });

  it.each([1, 2])('are refused when a file includes itself on %i lines', (times) => {
    const lines = Array.from({ length: times }, (_, index) => index + 1);
    const files = [{ path: '/c', text: `${'Include /c\n'.repeat(times)}User me\n` }];
    const includes = lines.map((line) => ({ file: '/c', line, pattern: '/c', leadsTo: ['/c'] }));
    expect(() => estimateConfig({ name: 'w1', roots: ['/c'], files, includes })).toThrow('includes itself');
  });
});
