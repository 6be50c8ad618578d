/** The reader accepts everything that the writer makes: a bundle that its own tool refuses helps no user. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { session } from '../diagnosis/testing/session.ts';
import type { SessionEvent } from '../model/session.ts';
import { buildBundle, readBundle, verifyBundle } from './index.ts';
import { bundleInput } from './testing/log.ts';

const measured = bundleInput(session({ from: 'laptop', runner: 'standard' }).https('app.gitpod.io').build());

it('a bundle with a repetitive log opens, however strongly the log compresses', { timeout: 120_000 }, async () => {
  const texts = fc.constantFrom('a', 'x. ', 'the proxy answers 407\n', 'é', '"', '\\\\');
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 300_000 }), fc.integer({ min: 1, max: 10 }), async (text, letters, times) => {
      const { events } = measured;
      const said = Array.from(
        { length: times },
        (_, index): SessionEvent => ({
          type: 'fault',
          seq: events.length + index + 1,
          atMs: 1,
          text: text.repeat(Math.ceil(letters / text.length)),
        }),
      );
      const built = await buildBundle({ ...measured, events: [...events, ...said] });
      if (!built.ok) throw new Error(built.problem);
      const read = await readBundle(built.bytes);
      expect(read).toMatchObject({ ok: true, name: built.name });
      expect(read.ok && read.events).toHaveLength(events.length + times);
    }),
    {
      numRuns: 8,
      examples: [
        ['a', 300_000, 10],
        ['the proxy answers 407\n', 300_000, 10],
      ],
    },
  );
});

it('a bundle that compresses a hundredfold is accepted by verify', { timeout: 60_000 }, async () => {
  const text = 'a'.repeat(900_000);
  const events: SessionEvent[] = [1, 2, 3].map((seq) => ({ type: 'fault', seq: measured.events.length + seq, atMs: 1, text }));
  const built = await buildBundle({ ...measured, events: [...measured.events, ...events] });
  if (!built.ok) throw new Error(built.problem);
  const unpacked = built.entries.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(unpacked / built.bytes.length).toBeGreaterThan(100);
  expect(await verifyBundle(built.bytes)).toMatchObject({ exitCode: 0 });
});
