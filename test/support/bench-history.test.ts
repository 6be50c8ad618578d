import { expect, test } from 'vitest';
import { type Run, regressions, resultOf } from '../../scripts/bench/history.ts';

const runOf = (machine: string, values: number[], unit: 'ms' | '×' = 'ms'): Run => ({
  ...{ date: '2026-11-02T00:00:00.000Z', node: '24.0.0', machine, load: [0.1, 0.2] },
  results: [resultOf({ what: 'a check', values, unit, most: 200 })],
});

test('a result counts as worse when its median is above every recorded run and clearly above their median', () => {
  expect(regressions(runOf('here', [130, 140, 150]), [runOf('here', [90, 100, 110])])).toEqual([
    'a check: 140 ms, and 100 ms on 2026-11-02 (load 0.1)',
  ]);
  expect(regressions(runOf('here', [112, 113, 114]), [runOf('here', [90, 100, 110])])).toEqual([]);
  expect(regressions(runOf('here', [130, 140, 150]), [runOf('here', [90, 100, 160])])).toEqual([]);
});

test('a result is compared with the last run that has it, and milliseconds only with those of the same machine', () => {
  const before = [runOf('here', [90, 100, 110]), runOf('there', [300, 310, 320])];
  expect(regressions(runOf('here', [140]), before)).toHaveLength(1);
  expect(regressions(runOf('elsewhere', [400]), before)).toEqual([]);
  expect(regressions(runOf('elsewhere', [4], '×'), [runOf('here', [2, 2.1], '×')])).toHaveLength(1);
});
