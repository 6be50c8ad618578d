/** The JSON of many machines. If this fails, a program that reads it gets other text than before, or a real name after `--mask`. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCollection, createFleet } from '../../fleet/index.ts';
import { type AnyResult, addAll, anyResult } from '../../fleet/testing/any-result.ts';
import { Fleet } from '../../model/fleet.ts';
import { createRedactor } from '../../redact/index.ts';
import { fleetJson } from './fleet-json.ts';

const fleetOf = (results: readonly AnyResult[]) => {
  const collection = createCollection();
  addAll(collection, results);
  return createFleet(collection.collected(), 1);
};

const redactor = () => createRedactor({ level: 'standard', key: new Uint8Array(32), publicNames: [], secrets: [] });

it('is the text that JSON.stringify gives for the whole answer, clean or masked', () => {
  fc.assert(
    fc.property(fc.array(anyResult, { maxLength: 12 }), (results) => {
      const fleet = fleetOf(results);
      const whole = (value: Fleet) => `${JSON.stringify(value, null, 2)}\n`;
      const { clean } = redactor();
      expect([...fleetJson(fleet, clean.value)].join('')).toBe(whole(clean.value(Fleet, fleet)));
      const masking = redactor();
      masking.learn(Fleet, fleet);
      expect([...fleetJson(fleet, masking.value)].join('')).toBe(whole(redactor().value(Fleet, fleet)));
    }),
    { numRuns: 60 },
  );
});

it('stays the same text if a list needs several pieces', () => {
  const machines = Array.from({ length: 2500 }, (_, index): AnyResult => {
    const instance = `i-${index.toString(16).padStart(17, '0')}`;
    return { is: 'silent', origin: { instance, source: 'a' }, why: 'TimedOut' };
  });
  const { clean } = redactor();
  const fleet = fleetOf(machines);
  const pieces = [...fleetJson(fleet, clean.value)];
  expect(pieces.join('')).toBe(`${JSON.stringify(clean.value(Fleet, fleet), null, 2)}\n`);
  expect(pieces.every((piece) => piece.endsWith('\n'))).toBe(true);
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(200_000);
});
