/** If these fail, a user is sent to a line without effect. A few cases; hundreds are in `test/program`. */
import { describe, expect, it } from 'vitest';
import { holdToTheClient } from './testing/attribution.ts';
import { hasSsh } from './testing/real-ssh.ts';

/** Always the same cases; `SSH_CASES=500` runs more, different each time. */
const WANTED = process.env['SSH_CASES'];
const RUNS = WANTED === undefined ? { numRuns: 12, seed: 20_261_124 } : { numRuns: Number(WANTED) };

describe.runIf(hasSsh)('the replay of a configuration', () => {
  it('gives the values of ssh, and the line that sets each value', { timeout: 1_200_000 }, async () => {
    const { accepted, lines } = await holdToTheClient(RUNS);
    expect(accepted).toBeGreaterThan(RUNS.numRuns / 4);
    expect(lines).toBeGreaterThan(RUNS.numRuns);
  });
});
