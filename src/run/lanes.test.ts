import { describe, expect, it } from 'vitest';
import { createLanes, type LaneTask } from './lanes.ts';

const MOST = 12;

/** Tasks that record their start and end on request. */
function crowd(size: number) {
  const lanes = createLanes(() => MOST);
  const begun: { place: LaneTask; end(): void }[] = [];
  for (let n = 0; n < size; n += 1) lanes.enter('direct', (place) => new Promise((resolve) => begun.push({ place, end: resolve })));
  return { lanes, begun };
}

const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a lane of concurrent tasks', () => {
  it('starts a few tasks first, and no others as soon as these have connected', async () => {
    const { begun } = crowd(20);
    expect(begun).toHaveLength(4);
    for (const { place } of begun) place.connected();
    await soon(600);
    expect(begun).toHaveLength(4);
  });

  it('widens to the maximum while no connection is answered', async () => {
    const { lanes } = crowd(0);
    let begun = 0;
    for (let n = 0; n < 40; n += 1) {
      lanes.enter('direct', (place) => {
        begun += 1;
        place.resolved();
        return new Promise(() => {});
      });
    }
    await soon(1500);
    expect(begun).toBe(MOST);
  });

  it('stays narrow longer for an unanswered lookup than for an unanswered connection, but not forever', async () => {
    const { begun } = crowd(40);
    await soon(600);
    expect(begun).toHaveLength(4);
    await soon(2000);
    expect(begun).toHaveLength(MOST);
  });

  it.each([
    ['frees its slots while its connections carry no data', false, 8],
    ['keeps its slots while its connections carry data', true, 4],
  ])('%s', async (_, isSpokenTo, expected) => {
    const { lanes } = crowd(0);
    let begun = 0;
    for (let n = 0; n < 40; n += 1) {
      lanes.enter('direct', (place) => {
        begun += 1;
        place.resolved();
        place.connected();
        if (isSpokenTo) place.spokenTo();
        return new Promise(() => {});
      });
    }
    await soon(3000);
    expect(begun).toBe(expected);
  });

  it('starts a light task at once when all slots are taken, and is idle only when that ends too', async () => {
    const { lanes, begun } = crowd(MOST);
    for (const { place } of begun) place.connected();
    const light = Promise.withResolvers<void>();
    let hasBegun = false;
    const task = () => {
      hasBegun = true;
      return light.promise;
    };
    lanes.enter('direct', task, 'light');
    expect(hasBegun).toBe(true);
    let isIdle = false;
    void lanes.idle().then(() => {
      isIdle = true;
    });
    lanes.clear();
    for (const { end } of begun) end();
    await soon(0);
    expect(isIdle).toBe(false);
    light.resolve();
    await soon(0);
    expect(isIdle).toBe(true);
  });

  describe('with a download in its queue', () => {
    /** A download, then other tasks, each of which records its name when it starts. */
    function queue(...names: readonly string[]) {
      const lanes = createLanes(() => MOST);
      const begun: string[] = [];
      const ends: (() => void)[] = [];
      for (const name of names) {
        const task = () =>
          new Promise<void>((resolve) => {
            begun.push(name);
            ends.push(resolve);
          });
        lanes.enter('direct', task, name.startsWith('download') ? 'heavy' : undefined);
      }
      return { lanes, begun, ends };
    }

    it('starts the other tasks first while the lane is narrow, and then runs one download at a time', async () => {
      const { begun, ends } = queue('first', 'download', 'download 2', 'second');
      expect(begun).toEqual(['first', 'second']);
      for (const end of ends.splice(0)) end();
      await soon(0);
      expect(begun).toEqual(['first', 'second', 'download']);
      for (const end of ends.splice(0)) end();
      await soon(0);
      expect(begun.at(-1)).toBe('download 2');
    });

    it('starts the download in its turn if the lane is wide enough', () => {
      const { lanes, begun } = queue('first', 'download', 'second');
      lanes.resize('direct', (width) => ({ ...width, places: width.places + 1 }));
      expect(begun).toEqual(['first', 'second', 'download']);
    });
  });

  it('does not delay the tasks of another route', () => {
    const { lanes, begun } = crowd(4);
    let other = 0;
    lanes.enter('http://proxy:3128', async () => {
      other += 1;
    });
    expect([begun.length, other]).toEqual([4, 1]);
  });

  it('is idle when every task has ended or was removed', async () => {
    const { lanes, begun } = crowd(20);
    lanes.clear();
    for (const { end } of begun) end();
    await lanes.idle();
    expect(begun).toHaveLength(4);
  });
});
