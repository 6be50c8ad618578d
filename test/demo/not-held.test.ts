/** A completed sweep contains every measurement that this version would request. */
import { expect, it } from 'vitest';
import { startSweep } from '../../src/run/sweep.ts';
import { unmeasuredControls } from '../../src/run/unmeasured-controls.ts';
import { inScenario } from './pretend-session.ts';

it.concurrent.each(['healthy', 'name-sinkholed', 'resolver-filters', 'port-refused'])(
  'a complete sweep of %s measures every control',
  { timeout: 60_000 },
  async (name) => {
    const lacks = await inScenario(name, {}, async ({ log, probes }) => {
      await startSweep({ log, probes, requirements: log.session.requirements.map(({ id }) => id), again: false }).done;
      return unmeasuredControls(log.session);
    });
    expect(lacks).toEqual([]);
  },
);
