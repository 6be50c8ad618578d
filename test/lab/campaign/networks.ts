/** Draws bad networks that still work. */
import type { Conditions } from '../conditions/conditions.ts';
import type { LabScenario } from '../scenario.ts';
import type { Random } from './random.ts';

/** What can be bad about a network, each with a choice of values. No two of one kind are drawn together. */
type Drawing = (random: Random) => Conditions;

const LOSS: Drawing = ({ oneOf }) => ({ loss: oneOf([0.5, 1, 2, 3, 5]) });
const DISTANCE: Drawing = ({ oneOf }) => ({ rtt: oneOf([60, 150, 300, 600]), ...oneOf([{}, {}, { jitter: 20 }, { jitter: 100 }]) });
const RATE: Drawing = ({ oneOf }) => ({ bandwidth: oneOf([64, 128, 256, 512, 1000, 4000]) });
const RESOLVER: Drawing = ({ oneOf }) =>
  oneOf<Conditions>([
    { resolverDelay: 300 },
    { resolverDelay: 1000 },
    { resolverDelay: 1500 },
    { resolverLoss: 5 },
    { resolverLoss: 10 },
    { deadResolver: 2 },
    { deadResolver: 1 },
  ]);
const ODD: Drawing = ({ oneOf }) => oneOf<Conditions>([{ rtt: 40, reorder: 10 }, { mtu: 1280 }, { rtt: 20, jitter: 60, reorder: 5 }]);
const PROXY: Drawing = ({ oneOf }) =>
  oneOf<Conditions>([{ proxyRate: 8000 }, { proxyRate: 30_000 }, { proxyRate: 120_000 }, { connectDelay: 500 }, { connectDelay: 2000 }]);

/** Draws one to three bad conditions. */
export function drawConditions(random: Random, { squid }: LabScenario): Conditions {
  const kinds = [LOSS, DISTANCE, RATE, RESOLVER, ODD, ...(squid === undefined ? [] : [PROXY])];
  const count = random.oneOf([1, 1, 1, 2, 2, 3]);
  const drawn: Conditions[] = [];
  for (let left = count; left > 0; left -= 1) {
    const [kind] = kinds.splice(Math.floor(random.next() * kinds.length), 1);
    if (kind !== undefined) drawn.push(kind(random));
  }
  return { ...Object.assign({}, ...drawn.reverse()), seed: Math.floor(random.next() * 2 ** 31) };
}
