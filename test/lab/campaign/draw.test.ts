import { describe, expect, it } from 'vitest';
import { populationOf } from '../internet/inhabitants.ts';
import { combined, drawTogether, goTogether } from './combine.ts';
import { drawRun } from './draw.ts';
import { FAULTS } from './faults.ts';
import { randomFrom } from './random.ts';

const RUNS = Array.from({ length: 200 }, (_, run) => run);

describe('the networks drawn for a campaign', () => {
  it('are the same for the same seed and run', () => {
    for (const run of RUNS) expect(drawRun(7, run)).toEqual(drawRun(7, run));
  });

  it('differ for different seeds', () => {
    const networks = (seed: number): string => JSON.stringify(RUNS.map((run) => drawRun(seed, run).conditions));
    expect(networks(1)).not.toBe(networks(2));
  });

  it('include the intended numbers of working networks and of faults', () => {
    const kinds = Map.groupBy(RUNS, (run) => drawRun(1, run).kind);
    expect([...kinds].map(([kind, runs]) => [kind, runs.length])).toEqual([
      ['working', 80],
      ['single', 60],
      ['pair', 40],
      ['triple', 20],
    ]);
  });

  it('are slower than the base network, and within the limits of a working network if they have no fault', () => {
    for (const run of RUNS.filter((one) => drawRun(1, one).kind === 'working')) {
      const { seed: _, ...conditions } = drawRun(1, run).conditions;
      expect(Object.keys(conditions).length).toBeGreaterThan(0);
      expect(conditions.loss ?? 0).toBeLessThanOrEqual(5);
      expect(conditions.rtt ?? 0).toBeLessThanOrEqual(600);
      expect(conditions.bandwidth ?? 64).toBeGreaterThanOrEqual(64);
    }
  });
});

describe('the faults of a campaign', () => {
  it('affect only hosts that the profile has', () => {
    const rules = FAULTS.map((fault) => ({ ...combined([fault]), key: fault.key }));
    for (const { key, profile, firewall = [], resolver } of rules) {
      const hosts = [
        ...firewall.flatMap((rule) => Array.from(rule.matchAll(/<([^>]+)>/g), ([, host = '']) => host)),
        ...Object.keys(resolver?.names ?? {}),
      ];
      for (const host of hosts) expect(populationOf(profile).addresses.has(host), `${host} of ${key}`).toBe(true);
    }
  });

  it('are combined only if each of them can still be observed', () => {
    for (const run of RUNS) {
      const drawn = drawTogether(randomFrom(3, run), 3);
      expect(drawn).toHaveLength(3);
      for (const one of drawn) for (const other of drawn) if (one !== other) expect(goTogether(one, other)).toBe(true);
    }
  });

  it('cover every base network after enough runs', () => {
    const drawn = new Set(RUNS.flatMap((run) => drawTogether(randomFrom(3, run), 2)).map(({ base }) => base));
    expect([...drawn].sort()).toEqual(['behind-proxy', 'environment', 'laptop', 'runner']);
  });
});
