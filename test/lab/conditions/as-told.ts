/** Checks that a line is as bad as configured. Otherwise runs on a bad network would prove nothing. */
import { fileURLToPath } from 'node:url';
import { RESOLVER } from '../company.ts';
import { inside } from '../namespaces.ts';
import { must } from '../processes.ts';
import { SCENARIOS } from '../scenarios/index.ts';
import { inNetworkOf } from '../stage.ts';
import type { Conditions } from './conditions.ts';
import type { Asking, Metered } from './meter.ts';

const METER = fileURLToPath(import.meta.resolve('./meter.ts'));
const ASKING: Asking = { resolver: RESOLVER, host: 'releases.gitpod.io', path: '/cli/stable/gitpod-linux-amd64', questions: 300 };

/** Bounds that chance and a busy machine do not exceed: of 300 queries about 29 are lost at 5 % in each direction. */
const LINES: readonly { conditions: Conditions; isSo: (line: Metered) => boolean }[] = [
  { conditions: {}, isSo: ({ lostPercent, roundTripMs }) => lostPercent === 0 && roundTripMs < 100 },
  { conditions: { loss: 5 }, isSo: ({ lostPercent }) => lostPercent > 3 && lostPercent < 20 },
  { conditions: { rtt: 300 }, isSo: ({ lostPercent, roundTripMs }) => lostPercent === 0 && roundTripMs >= 299 && roundTripMs < 500 },
  { conditions: { bandwidth: 256 }, isSo: ({ bytesPerSecond }) => bytesPerSecond < 1.5 * 32_000 && bytesPerSecond > 0.5 * 32_000 },
  { conditions: { resolverLoss: 10 }, isSo: ({ lostPercent }) => lostPercent > 9 && lostPercent < 30 },
  { conditions: { resolverDelay: 500 }, isSo: ({ lostPercent, roundTripMs }) => lostPercent === 0 && roundTripMs >= 499 },
];

/** The deviations from the configuration. */
export async function notAsTold(): Promise<string[]> {
  const scenario = SCENARIOS.find(({ name }) => name === 'healthy');
  if (scenario === undefined) throw new Error('There is no healthy scenario.');
  const wrong = await Promise.all(
    LINES.map(({ conditions, isSo }) =>
      inNetworkOf({ ...scenario, conditions }, async ({ namespace }) => {
        const output = await must(inside(namespace, [process.execPath, METER]), { input: JSON.stringify(ASKING), timeoutMs: 60_000 });
        return isSo(JSON.parse(output) as Metered) ? [] : [`a network with ${JSON.stringify(conditions)} is ${output.trim()}`];
      }),
    ),
  );
  return wrong.flat();
}
