/** Names that texts quote, and text from other machines. If these fail, a name is shown unmasked or memory grows without limit. */
import { describe, expect, it } from 'vitest';
import { Fleet } from '../../model/fleet.ts';
import { fleet } from '../testing/fleet.ts';
import { compact, type Told } from '../testing/places.ts';
import { createCollection } from './collection.ts';
import { createFleet } from './fleet-of.ts';

describe('private names in texts', () => {
  const collected = (told: Told) => {
    const collection = createCollection();
    collection.add(compact(told), { instance: null, source: 'a' });
    return collection.collected();
  };

  it('are listed with those texts, and no text is truncated within a name', () => {
    const name = 'Acme Inspection CA';
    const { names, causes } = collected({
      causes: [{ subject: name, rows: ['a.one'], fix: `${'x'.repeat(1490)} ${name} signs.`, targets: ['tcp://acmeproxy:3128'] }],
      changes: { names: { organisation: [name] }, toldNames: { host: ['acmeproxy', 'elsewhere'] } },
    });
    expect(names).toMatchObject({ organisation: [name], host: ['acmeproxy'] });
    expect(causes[0]).toMatchObject({ subject: name, fixes: [{ text: `${'x'.repeat(1490)} ` }] });
  });
});

describe('text from other machines', () => {
  it('is limited in length and number, and cannot control a terminal', () => {
    const evil = `\u001b]0;owned\u0007\u001b[2J\u009b31m${'x'.repeat(5000)}`;
    const told = fleet([
      {
        host: evil,
        region: evil,
        unmet: Array.from({ length: 3000 }, (_, index) => `a.r${index}`),
        causes: Array.from({ length: 150 }, (_, index) => ({ subject: `${index}${evil}`, rows: [], fix: `${evil}\nsecond line` })),
      },
    ]);
    const text = JSON.stringify(told);
    const collection = createCollection();
    collection.silent({ instance: evil, source: evil }, evil);
    collection.silent({ instance: `${evil}2`, source: evil }, evil);
    collection.add(compact({ instance: `${'y'.repeat(400)}`, changes: { maskedBy: evil } }), { instance: null, source: evil });
    collection.silent({ instance: 'y'.repeat(400), source: evil }, 'TimedOut');
    const { noResult } = Fleet.parse(createFleet(collection.collected(), 1));
    // Equal ids are listed once, and only ids without a result.
    expect(noResult.map(({ instance }) => instance?.length)).toEqual([300]);
    expect(collection.collected().places[0]?.maskedBy?.length).toBe(300);
    expect(JSON.stringify([collection.collected().silent, collection.collected().places[0]?.maskedBy])).not.toMatch(
      /\\u001b|\u009b|\\u0007/,
    );
    expect(text).not.toMatch(/\\u001b|\u009b|\\u0007/);
    expect(told.rows.length).toBe(500);
    expect(told.causes.length).toBe(100);
    expect(told.input.leftOut).toBe(2501 + 50);
    expect(Math.max(...told.causes.map(({ subject }) => subject.length))).toBe(300);
    expect(told.causes[0]?.fixes[0]?.text.length).toBeLessThanOrEqual(1500);
  });
});
