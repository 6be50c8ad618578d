/** Counts what a diagnosis reads instead of timing it, so that a busy machine changes nothing. */
import { expect, test } from 'vitest';
import type { Session } from '../../model/session.ts';
import { diagnose } from '../index.ts';
import { largeSession, ONE_SORT } from '../testing/large-session.ts';

/** A rule that walks over the whole log adds one to each: find its observations through `facts/log.ts` or `facts/web-hops.ts` instead. */
const MOST = { properties: 145, phases: 24 };

test.each(Object.entries({ mixed: largeSession, ...ONE_SORT }))(
  'the number of times that a diagnosis reads each observation does not grow with the session: %s',
  (_, made) => {
    const [few, many] = [readsOf(made(100)), readsOf(made(400))];
    expect(many.properties).toBeLessThan(MOST.properties);
    expect(many.phases).toBeLessThan(MOST.phases);
    // What is read once per session weighs more among few.
    expect(many.properties).toBeLessThan(few.properties * 1.05);
  },
);

/** Reads per observation. */
function readsOf(session: Session): { properties: number; phases: number } {
  const reads = { properties: 0, phases: 0 };
  const counted = session.observations.map(
    (observation) =>
      new Proxy(observation, {
        get(target, key) {
          reads.properties += 1;
          if (key === 'phases') reads.phases += 1;
          return Reflect.get(target, key);
        },
      }),
  );
  diagnose({ ...session, observations: counted });
  return { properties: reads.properties / counted.length, phases: reads.phases / counted.length };
}
