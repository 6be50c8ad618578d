import { describe, expect, it } from 'vitest';
import { createPlaces } from './places.ts';

const never = new AbortController().signal;

describe('places in a queue', () => {
  it('are given in the order of asking, and released once', async () => {
    const places = createPlaces(() => 1);
    const order: number[] = [];
    const run = async (n: number) => {
      const leave = await places.enter(never);
      order.push(n);
      await new Promise(setImmediate);
      leave();
      leave();
    };
    await Promise.all([1, 2, 3].map(run));
    expect(order).toEqual([1, 2, 3]);
  });

  it('are unlimited when there is no limit', async () => {
    const places = createPlaces(() => null);
    await Promise.all(Array.from({ length: 500 }, () => places.enter(never)));
  });

  it('are not given to a cancelled waiter', async () => {
    const places = createPlaces(() => 1);
    const leave = await places.enter(never);
    const told = new AbortController();
    const waits = places.enter(told.signal);
    told.abort();
    (await waits)();
    (await places.enter(AbortSignal.abort()))();
    leave();
    await places.enter(never);
  });

  it('shrink to half of those in use, and to at least one', async () => {
    const places = createPlaces(() => null);
    const leaves = await Promise.all(Array.from({ length: 4 }, () => places.enter(never)));
    places.shrink();
    for (const leave of leaves) leave();
    await Promise.all([places.enter(never), places.enter(never)]);
    const third = places.enter(never).then(() => 'in');
    expect(await Promise.race([third, new Promise((resolve) => setTimeout(resolve, 20, 'out'))])).toBe('out');
  });
});
