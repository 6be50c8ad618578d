/** Texts with secrets: no secret remains, no text takes long, and no part controls a terminal. */
import { diceOf } from '../../src/bundle/testing/mutations.ts';
import { processorMs } from '../../src/model/testing/processor-time.ts';
import { createRedactor } from '../../src/redact/index.ts';
import { controlIn } from '../support/hostile-text.ts';
import { leaks } from '../support/secrets.ts';
import { pick } from './payloads.ts';
import { textCase } from './text-case.ts';
import type { Outcome } from './worker.ts';

/** CPU time for at most some ten thousand letters: enough for linear time, not for quadratic. */
const MAX_MS = 3000;
const LEVELS = ['standard', 'strict', 'network-clear'] as const;

export async function textOrdeal(seed: number): Promise<Outcome> {
  const { text, secrets } = textCase(seed);
  redacted(text, secrets, seed);
  return { kind: text.length > 5000 ? 'long' : 'short' };
}

/** By each output of a text: masked, and with real names but without secrets. */
export function redacted(text: string, secrets: readonly string[], seed = 0): void {
  const level = pick(LEVELS, diceOf(seed));
  const redactor = createRedactor({ level, key: new Uint8Array(32).fill(7), publicNames: ['app.gitpod.io'], secrets: [] });
  for (const [name, mask] of [
    ['masked', redactor.text],
    ['clean', redactor.clean.text],
  ] as const) {
    let shown = '';
    const took = processorMs(() => {
      shown = mask(text);
    });
    const left = leaks(name, shown, secrets);
    const told = `${text.length} letters, ${JSON.stringify(text.slice(0, 1500))}`;
    if (left.length > 0) throw new Error(`${left.join('; ')} of ${told}`);
    if (controlIn(shown) !== null) throw new Error(`${name}: ${controlIn(shown)} of ${told}`);
    if (took > MAX_MS) throw new Error(`${name} took ${Math.round(took)} ms for ${told}`);
  }
}
