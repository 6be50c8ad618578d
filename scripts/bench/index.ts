/** Every benchmark, in the order in which they run: a new one is a file beside this one and its line here. */
import { bytes } from './bytes.ts';
import { curl } from './curl.ts';
import { diagnosis } from './diagnosis.ts';
import type { Benchmark } from './figure.ts';
import { fleet } from './fleet.ts';
import { keys } from './keys.ts';
import { memory } from './memory.ts';
import { proxies } from './proxies.ts';
import { standalone } from './standalone.ts';
import { startUp } from './start-up.ts';
import { sweeps } from './sweeps.ts';
import { watching } from './watching.ts';

export const BENCHMARKS: readonly Benchmark[] = [
  startUp,
  sweeps,
  proxies,
  curl,
  keys,
  bytes,
  memory,
  watching,
  diagnosis,
  fleet,
  standalone,
];
