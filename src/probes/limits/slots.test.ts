import { describe, expect, it } from 'vitest';
import { createSlots } from './slots.ts';

const never = new AbortController().signal;

describe('slots in a queue', () => {
  it('are given in the order of the requests, and released only once', async () => {
    const slots = createSlots(() => 1);
    const order: number[] = [];
    const run = async (n: number) => {
      const leave = await slots.enter(never);
      order.push(n);
      await new Promise(setImmediate);
      leave();
      leave();
    };
    await Promise.all([1, 2, 3].map(run));
    expect(order).toEqual([1, 2, 3]);
  });

  it('are always available when there is no limit', async () => {
    const slots = createSlots(() => null);
    await Promise.all(Array.from({ length: 500 }, () => slots.enter(never)));
  });

  it('are not given to a cancelled waiter', async () => {
    const slots = createSlots(() => 1);
    const leave = await slots.enter(never);
    const told = new AbortController();
    const waits = slots.enter(told.signal);
    told.abort();
    (await waits)();
    (await slots.enter(AbortSignal.abort()))();
    leave();
    await slots.enter(never);
  });

  it('are halved in number, but at least one remains', async () => {
    const slots = createSlots(() => null);
    const leaves = await Promise.all(Array.from({ length: 4 }, () => slots.enter(never)));
    slots.shrink();
    for (const leave of leaves) leave();
    await Promise.all([slots.enter(never), slots.enter(never)]);
    const third = slots.enter(never).then(() => 'in');
    expect(await Promise.race([third, new Promise((resolve) => setTimeout(resolve, 20, 'out'))])).toBe('out');
  });
});
