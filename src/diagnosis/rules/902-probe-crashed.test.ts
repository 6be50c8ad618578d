/** If this fails, a crash is reported without its location. */
import { expect, test } from 'vitest';
import { crashes, session } from '../testing/session.ts';
import { findingOf } from '../testing/told.ts';

test('the finding of a crashed probe gives each error and its location once', () => {
  const built = session().https('a.example', crashes).https('b.example', crashes).https('c.example').build();
  const failure = { kind: 'unclassified' as const, text: 'a fault of its own: TypeError (client.ts:53)' };
  const observations = built.observations.map((each) => (each.state === 'crashed' ? { ...each, failure } : each));
  const found = findingOf({ ...built, observations }, 'probe-crashed');
  expect(found?.evidence).toEqual([expect.stringContaining('2 targets'), failure.text]);
});
