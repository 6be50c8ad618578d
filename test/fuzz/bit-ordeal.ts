/** A valid bundle, damaged by any mutation (`src/bundle/testing/mutations.ts`), is read or refused. */
import { readFileSync } from 'node:fs';
import { readBundle } from '../../src/bundle/index.ts';
import { diceOf, MUTATIONS } from '../../src/bundle/testing/mutations.ts';
import { ordeal } from '../../src/bundle/testing/ordeal.ts';
import type { Outcome } from './worker.ts';

const SOUND = readFileSync(new URL('../../fixtures/bundles/first-entries.zip', import.meta.url));
const read = await readBundle(SOUND);
if (!read.ok) throw new Error(read.problem);
const { report } = read;
const KINDS = Object.values(MUTATIONS);

export async function bitOrdeal(seed: number): Promise<Outcome> {
  const mutate = KINDS[seed % KINDS.length];
  if (mutate === undefined) throw new Error('there are no mutations');
  return { kind: await ordeal(mutate(SOUND, diceOf(seed)), report) };
}
