/** Partial collections. If these fail, a fleet that was collected in parts differs from one that was collected at once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fleet } from '../../model/fleet.ts';
import { type Collection, createCollection } from '../merge/collection.ts';
import { createFleet } from '../merge/fleet-of.ts';
import { createFleetSource } from '../read/source.ts';
import { type AnyResult, addAll, anyResult } from '../testing/any-result.ts';
import { machine } from '../testing/fleet.ts';
import { compact } from '../testing/places.ts';
import { partialLines } from './write.ts';

const PORT = { unmet: ['a.one'], causes: [{ rows: ['a.one'], fix: 'Allow it.', targets: ['tcp://b:1'] }] };

const answer = (collection: Collection) => {
  const collected = collection.collected();
  return { json: JSON.stringify(Fleet.parse(createFleet(collected, 1))), names: collected.names };
};

const partialOf = (collection: Collection, files = 1) => [...partialLines(collection.state(), { version: '0.1.0', files })].join('');

const collectionOf = (results: readonly AnyResult[]) => {
  const collection = createCollection();
  addAll(collection, results);
  return collection;
};

const read = (collection: Collection, text: string, name = 'part.jsonl') => {
  const source = createFleetSource(collection, name);
  for (let at = 0; at < text.length; at += 1000) source.push(text.slice(at, at + 1000));
  return source.end();
};

const merged = (partials: readonly string[]) => {
  const collection = createCollection();
  for (const [index, text] of partials.entries()) expect(read(collection, text, `${index}`).partials.problems).toEqual([]);
  return collection;
};

const some = (number: number) => {
  const collection = createCollection();
  collection.add(compact({ instance: machine(number), ...PORT }), { instance: null, source: 'a' });
  return collection;
};

describe('partial collections', () => {
  it('give, when combined in any order or in two steps, the same fleet as one collection of all results', () => {
    const parts = fc.array(fc.array(anyResult, { maxLength: 6 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(parts, fc.nat(), (results, turn) => {
        const whole = answer(collectionOf(results.flat()));
        const partials = results.map((of, index) => partialOf(collectionOf(of), index));
        const turned = [...partials.slice(turn % partials.length), ...partials.slice(0, turn % partials.length)];
        expect(answer(merged(turned))).toEqual(whole);
        const [first = '', ...rest] = turned;
        expect(answer(merged([partialOf(merged(rest), 7), first]))).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });

  it('without any result are read like others, and equal ones are no copies of each other', () => {
    const empty = partialOf(createCollection(), 0);
    const collection = createCollection();
    const ends = [empty, partialOf(some(1)), empty].map((text) => read(collection, text));
    expect(ends.map(({ partials }) => partials)).toEqual(Array(3).fill({ problems: [], notes: [] }));
    expect(answer(collection)).toEqual(answer(some(1)));
  });

  it('can be mixed with result lines in one stream, and count as the files from which they were made', () => {
    const collection = createCollection();
    const end = read(collection, partialOf(some(1), 3) + partialOf(some(2), 4));
    expect(end).toMatchObject({ results: 2, files: 7, partials: { problems: [], notes: [] } });
    expect(collection.size()).toBe(2);
  });

  it('count once when they are read again, alone or within another partial collection', () => {
    const [one, two] = [partialOf(some(1)), partialOf(some(2))];
    const both = partialOf(merged([one, two]));
    const collection = createCollection();
    const notes = [both, one, both].map((text) => read(collection, text).partials.notes);
    expect(notes.map((of) => of.length)).toEqual([0, 1, 1]);
    expect(answer(collection)).toEqual(answer(merged([one, two])));
    const late = createCollection();
    read(late, one);
    expect(read(late, both).partials.notes[0]).toContain('also counts them as older');
    expect(createFleet(late.collected(), 1)).toMatchObject({ summary: { places: 2 }, input: { older: 1 } });
  });
});

describe('a damaged partial collection', () => {
  const text = partialOf(some(1));

  it.each([
    ['cut within a line', text.slice(0, -200), 'cut'],
    ['cut after a line', text.slice(0, text.lastIndexOf('{"end"')), 'cut'],
    ['changed', text.replace('"GD106"', '"GD307"'), 'damaged'],
    ['without a bracket', text.replace('"result":{', '"result":'), 'damaged'],
    ['without a line', text.replace(/\{"place".*\n/, ''), 'damaged'],
    ['with a line twice', text.replace(/(\{"place".*\n)/, '$1$1'), 'damaged'],
    ['of a newer version', text.replace('partial@1', 'partial@2'), 'newer'],
  ] as const)('is named and counted apart from lines if it is %s, and contributes no cause', (_, broken, says) => {
    const collection = createCollection();
    const { partials } = read(collection, broken);
    expect(partials.problems).toEqual([expect.stringContaining(says)]);
    expect(createFleet(collection.collected(), 0)).toMatchObject({
      summary: { places: 0, noResult: 1, outcome: 'inconclusive' },
      input: { lost: 0, damaged: 0, newer: 0, partials: 1 },
      causes: [],
    });
  });

  it('does not prevent the next complete partial collection from counting', () => {
    const collection = createCollection();
    const { partials } = read(collection, text.slice(0, text.lastIndexOf('{"end"')) + partialOf(some(2)));
    expect(partials.problems).toHaveLength(1);
    expect(createFleet(collection.collected(), 1).summary.places).toBe(1);
  });

  it('contributes no result, whichever character changes', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 2), fc.constantFrom('x', '0', '"', '{', '}', ',', '\n', '\u001b'), (at, character) => {
        fc.pre(text[at] !== character);
        const collection = createCollection();
        read(collection, text.slice(0, at) + character + text.slice(at + 1));
        expect(collection.size()).toBe(0);
      }),
      { numRuns: 400 },
    );
  });
});

it('a hostile partial collection with valid checksums cannot control a terminal, refer to missing entries or exceed the limits', () => {
  const state = some(1).state();
  const [place] = state.places;
  if (place === undefined) throw new Error('no place');
  const evil = [
    { places: [{ ...place, host: '\u001b]0;owned\u0007' }] },
    { places: [{ ...place, host: 'a\nb' }] },
    { places: [{ ...place, story: { ...place.story, roots: [{ cause: 7, confidence: 'certain' as const, rows: [] }] } }] },
    { places: [{ ...place, story: { ...place.story, verdicts: 'm'.repeat(900) } }] },
    { places: Array.from({ length: 3 }, () => ({ ...place, results: -1 })) },
    { rowIds: Array.from({ length: 600 }, (_, index) => `a.r${index}`) },
    { counts: { ...state.counts, lost: -1 } },
  ];
  for (const changes of evil) {
    const collection = createCollection();
    const text = [...partialLines({ ...state, ...changes }, { version: '0.1.0', files: 1 })].join('');
    expect(read(collection, text).partials.problems).toEqual([expect.stringContaining('damaged')]);
    expect(collection.size()).toBe(0);
  }
});
