/** If these fail, a user does not find a flag in the help, or reads a page that does not fit the screen. */
import { describe, expect, it, vi } from 'vitest';
import { COMMAND_NAMES, FLAG_KINDS, flagsByKind } from '../arguments/commands.ts';
import { WALK_NAME } from '../arguments/flag-scope.ts';
import { FLAGS } from '../arguments/flags.ts';
import { help } from './help.ts';

function printed(words: readonly string[]): string[] {
  const out: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => out.push(String(chunk)) > 0);
  try {
    help(words);
  } finally {
    write.mockRestore();
  }
  return out.join('').trimEnd().split('\n');
}

describe('help', () => {
  it('fits the first page into 25 lines of 100 columns and names every command', () => {
    const page = printed([]);
    expect(page.length).toBeLessThanOrEqual(25);
    expect(page.filter((line) => line.length > 100)).toEqual([]);
    for (const name of COMMAND_NAMES) expect(page.join('\n')).toContain(name);
  });

  it.each(COMMAND_NAMES)('lists exactly the flags of %s, with an example', (name) => {
    const page = printed([name]);
    expect(page.filter((line) => line.length > 100)).toEqual([]);
    expect(page[0]).toContain(`gitpod-doctor ${name}`);
    const shown = page.flatMap((line) => /^ {2}--([a-z-]+)/.exec(line)?.[1] ?? []);
    expect(shown).toEqual(flagsByKind(name).flatMap(([, names]) => names));
    expect(page.filter((line) => line.startsWith('  gitpod-doctor ')).length).toBeGreaterThan(0);
  });

  it('describes the guided session on a page of its own, with the flag that only the guided session accepts', () => {
    expect(printed(['session']).join('\n')).toContain('--resume');
  });

  it('groups every flag under one kind, and describes it for at least one command', () => {
    const sorted = Object.values(FLAG_KINDS).flat().toSorted();
    expect(sorted).toEqual(Object.keys(FLAGS).toSorted());
    const told = [WALK_NAME, ...COMMAND_NAMES].flatMap((name) => flagsByKind(name as typeof WALK_NAME).flatMap(([, names]) => names));
    expect([...new Set<string>(told)].toSorted()).toEqual(sorted);
  });

  it.each([
    [['chekc'], 'help check'],
    [['check', 'open'], 'help check'],
    [['nothing-like-it'], '--help'],
  ])('refuses %j and says what to type instead', (words, hint) => {
    expect(() => help(words)).toThrow(expect.objectContaining({ status: 2, hint: expect.stringContaining(hint) }));
  });
});
