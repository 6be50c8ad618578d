/**
 * Planted causes are found in every format, and damage adds none. `npm run planted-fleet` runs the long form; `FLEET_SEED` changes the
 * seed.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { diceOf } from '../../src/bundle/testing/mutations.ts';
import { readFiles } from '../../src/cli/files/fleet-files.ts';
import { createCollection, createFleet, partialLines } from '../../src/fleet/index.ts';
import { FORMATS, plantedFleet } from '../support/planted-fleet.ts';

const RESULTS = Number(process.env['FLEET_RESULTS'] ?? 900);
const SEED = Number(process.env['FLEET_SEED'] ?? 1);
/** Recall and precision of each cause, over undamaged lines. */
const LEAST = 0.999;

const folder = mkdtempSync(join(tmpdir(), 'gitpod-doctor-planted-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { machines, files } = plantedFleet(RESULTS, diceOf(SEED));
const paths = files.map(({ name, bytes }) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
});
const collection = createCollection();
const read = await readFiles(paths, collection);
const whole = createFleet(collection.collected(), read.files);
const { places, causes } = whole;
const named = new Map(causes.map(({ id, code, subject }) => [id, `${code} ${subject}`]));
const found = Map.groupBy(places, ({ zone }) => zone);

describe(`${machines.length} planted results in ${Object.keys(FORMATS).length} formats`, () => {
  it('are read from every file', () => {
    expect(read).toMatchObject({ files: files.length, unusable: [] });
  });

  it('give the same answer if each file is collected on its own and the parts are put together', async () => {
    const parts: string[] = [];
    for (const path of paths) {
      const part = createCollection();
      const { files: count } = await readFiles([path], part);
      parts.push(`${path}.part`);
      writeFileSync(`${path}.part`, [...partialLines(part.state(), { version: '0.1.0', files: count })].join(''));
    }
    const merged = createCollection();
    const of = await readFiles(parts.reverse(), merged);
    expect(of.unusable).toEqual([]);
    expect(createFleet(merged.collected(), of.files)).toEqual(whole);
  });

  it('give exactly one entry per undamaged machine', () => {
    const whole = machines.filter(({ isDamaged }) => !isDamaged);
    expect(whole.filter(({ tag }) => found.get(tag)?.length !== 1)).toEqual([]);
    expect([...found].filter(([tag, of]) => of.length > 1 || !machines.some((machine) => machine.tag === tag))).toEqual([]);
  });

  it('give the planted causes, with hardly any missing or added', () => {
    const counts = new Map<string, { planted: number; told: number; both: number }>();
    const countOf = (cause: string) => {
      const count = counts.get(cause) ?? { planted: 0, told: 0, both: 0 };
      counts.set(cause, count);
      return count;
    };
    for (const { tag, causes: planted } of machines.filter(({ isDamaged }) => !isDamaged)) {
      const told = new Set(found.get(tag)?.flatMap((place) => place.causes.map((id) => named.get(id) ?? '')));
      for (const cause of planted) countOf(cause).planted++;
      for (const cause of told) countOf(cause).told++;
      for (const cause of planted) if (told.has(cause)) countOf(cause).both++;
    }
    expect(counts.size).toBeGreaterThan(20);
    expect([...counts].filter(([, { planted, told, both }]) => both / planted < LEAST || both / told < LEAST)).toEqual([]);
  });

  it('give no cause that comes only from a damaged line', () => {
    const planted = new Map(machines.map((machine) => [machine.tag, machine.causes]));
    const invented = places.flatMap(({ zone, causes: ids }) =>
      ids.flatMap((id) => (planted.get(zone ?? '')?.includes(named.get(id) ?? '') ? [] : `${zone}: ${named.get(id)}`)),
    );
    expect(invented).toEqual([]);
  });
});
