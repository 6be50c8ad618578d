/** If these fail, the last lines of a walk break within a word or a path, and the command to continue cannot be copied. */
import { describe, expect, it } from 'vitest';
import { bundleLines, withinWidth } from './left-lines.ts';

describe('the lines after leaving', () => {
  it('breaks a long line of facts after a comma', () => {
    const line = 'DONE    something is in the way, 106 met, 15 not met, 12 open, 3 findings, 1 consequence, 1 m 12 s';
    const lines = withinWidth(line);
    expect(lines).toEqual([
      'DONE    something is in the way, 106 met, 15 not met, 12 open, 3 findings,',
      '        1 consequence, 1 m 12 s',
    ]);
    expect(withinWidth('Nothing was measured.')).toEqual(['Nothing was measured.']);
  });

  it('puts the path on its own line, with a command for the current folder', () => {
    const folder = '/home/somebody/a folder with a name';
    const path = `${folder}/gitpod-doctor-20261128T031555-standard-3af7fe.zip`;
    expect(bundleLines(path, false, folder)).toEqual([
      'Support bundle:',
      `  ${path}`,
      'To open it:',
      '  gitpod-doctor open gitpod-doctor-20261128T031555-standard-3af7fe.zip',
    ]);
    expect(bundleLines(path, false, '/tmp').at(-1)).toBe(`  gitpod-doctor open '${path}'`);
    expect(bundleLines(path, true, folder)).toHaveLength(2);
  });
});
