/**
 * Hundreds of configurations as people write them, others each time, read as the program reads them and held to the real client:
 * values, the lines that set them, and that no command of the files ran. It takes a minute or two, which this stage has.
 */
import { describe, expect, it } from 'vitest';
import { holdToTheClient } from '../../src/probes/ssh/testing/attribution.ts';
import { hasSsh } from '../../src/probes/ssh/testing/real-ssh.ts';

const CASES = Number(process.env['SSH_CASES'] ?? 300);

describe.runIf(hasSsh)('SSH configurations by the hundred', () => {
  it('are read as the client reads them', { timeout: 1_200_000 }, async () => {
    const { accepted } = await holdToTheClient({ numRuns: CASES });
    expect(accepted).toBeGreaterThan(CASES / 2);
  });
});
