/**
 * If these fail, a server can make the program wait without end, fill its memory, or cause a failure without a kind. The whole matrix: `npm
 * run matrix`.
 */
import { describe, expect, it } from 'vitest';
import { lacks, runMatrix, TENTH } from '../matrix/matrix.ts';
import { MISBEHAVIOURS } from '../matrix/misbehaviours.ts';
import { STAGE_NAMES } from '../matrix/stages.ts';
import { launcher } from '../support/program.ts';

const missing = lacks();
if (missing !== null) process.stderr.write(`The fault matrix was NOT run: ${missing}.\n`);

describe('a tenth of the fault matrix', () => {
  it('includes every phase and every misbehaviour', () => {
    expect(new Set(TENTH.map(({ stage }) => stage))).toEqual(new Set(STAGE_NAMES));
    expect(new Set(TENTH.map(({ how }) => how))).toEqual(new Set(MISBEHAVIOURS));
  });

  it.skipIf(missing !== null)('finishes in time, within its memory limit, and reports every failure', { timeout: 600_000 }, () => {
    const outcomes = runMatrix(TENTH, launcher(), 4);
    expect(outcomes).toHaveLength(TENTH.length);
    expect(outcomes.filter(({ problems }) => problems.length > 0)).toEqual([]);
  });
});
