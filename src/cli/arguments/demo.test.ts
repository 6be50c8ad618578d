import { describe, expect, it } from 'vitest';
import { joinDemoName } from './demo.ts';

const COMMANDS = ['check', 'open', 'explain'];
const join = (line: string) => joinDemoName(line.split(' '), COMMANDS);

describe('the word after --demo', () => {
  it.each([
    ['--demo', '--demo=healthy'],
    ['--demo port-dropped', '--demo=port-dropped'],
    ['--demo check gateway', '--demo=healthy check gateway'],
    ['check --demo gateway', 'check --demo=healthy gateway'],
    ['check --demo gatway', 'check --demo=healthy gatway'],
    ['--demo chek', '--demo=healthy chek'],
    ['open --demo nosuch', 'open --demo=healthy nosuch'],
  ])('is read as a scenario or a command: %s', async (line, joined) => {
    expect(await join(line)).toEqual(joined.split(' '));
  });

  it('is refused as an unknown scenario when it cannot be a command', async () => {
    for (const line of ['--demo nosuch', 'check --demo nosuch', '--demo nosuch check'])
      await expect(join(line)).rejects.toMatchObject({
        message: 'There is no demo scenario of that name.',
        hint: expect.stringContaining('--demo list'),
      });
    await expect(join('--demo proxy')).rejects.toMatchObject({ hint: expect.stringMatching(/^Did you mean --demo proxy-/) });
    await expect(join('check --demo helthy')).rejects.toMatchObject({ hint: 'Did you mean --demo healthy?' });
  });
});
