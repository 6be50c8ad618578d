/** Long entries are truncated between lines, entries that cannot be truncated are omitted, and both are reported. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { session } from '../diagnosis/testing/session.ts';
import { buildBundle } from './build.ts';
import { dropNextEntry, enforceLimits } from './caps.ts';
import type { BundleFile } from './contents.ts';
import { BUNDLE_ENTRIES, DROP_ORDER, ESSENTIAL_ENTRIES } from './layout.ts';
import { readBundle } from './read.ts';
import { bundleInput } from './testing/log.ts';

const NONE = { entryBytes: 1_000_000, totalBytes: 1_000_000 };
const lines = (path: string, text: string): BundleFile => ({ path, text, mediaType: 'application/x-ndjson', sanitisation: 'typed' });
const json = (path: string, text: string): BundleFile => ({ ...lines(path, text), mediaType: 'application/json' });
const LOG = '{"a":1}\n{"b":"ü"}\n{"c":3}\n';

describe('an entry with a size limit', () => {
  it('stays unchanged and is not listed as truncated when it fits', () => {
    const content = [lines(BUNDLE_ENTRIES.timeline, LOG), json(BUNDLE_ENTRIES.verdicts, '{}')];
    expect(enforceLimits(content, NONE)).toEqual({ contained: content, omissions: [] });
  });

  it('is truncated after a complete line, with both sizes in the manifest', () => {
    const { contained, omissions } = enforceLimits([lines(BUNDLE_ENTRIES.timeline, LOG)], { ...NONE, entryBytes: 20 });
    const kept = Buffer.byteLength('{"a":1}\n{"b":"ü"}\n');
    expect(contained[0]).toMatchObject({
      text: '{"a":1}\n{"b":"ü"}\n',
      truncated: { keptBytes: kept, droppedBytes: Buffer.byteLength(LOG) - kept },
    });
    expect(omissions).toEqual([{ what: BUNDLE_ENTRIES.timeline, why: 'size' }]);
  });

  it('is truncated only between lines, whatever the limit', () => {
    const values = fc.array(
      fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(values, fc.nat(200), (all, entryBytes) => {
        const text = all.map((line) => `${line}\n`).join('');
        const [kept] = enforceLimits([lines(BUNDLE_ENTRIES.timeline, text)], { ...NONE, entryBytes }).contained;
        return (
          kept === undefined ||
          (text.startsWith(kept.text) && kept.text.endsWith('\n') && Buffer.byteLength(kept.text) <= Math.max(entryBytes, 0))
        );
      }),
    );
  });

  it.each([json(BUNDLE_ENTRIES.verdicts, '{"a": 1234567890}'), lines(BUNDLE_ENTRIES.timeline, `"${'x'.repeat(50)}"\n`)])(
    'is omitted because its format cannot be truncated: $path',
    (content) => {
      expect(enforceLimits([content], { ...NONE, entryBytes: 10 })).toEqual({
        contained: [],
        omissions: [{ what: content.path, why: 'size' }],
      });
    },
  );

  it('stays complete when it is required', () => {
    const essential = [...ESSENTIAL_ENTRIES].map((path) => lines(path, LOG));
    expect(enforceLimits(essential, { entryBytes: 1, totalBytes: 1 })).toEqual({ contained: essential, omissions: [] });
    expect(DROP_ORDER.filter((path) => ESSENTIAL_ENTRIES.has(path))).toEqual([]);
  });
});

describe('entries with a limit on their total size', () => {
  const all = [BUNDLE_ENTRIES.reportText, BUNDLE_ENTRIES.observations, BUNDLE_ENTRIES.timeline, BUNDLE_ENTRIES.events].map((path) =>
    lines(path, LOG),
  );
  const size = Buffer.byteLength(LOG);

  it('are dropped if they can be regenerated, the least used first', () => {
    const { contained, omissions } = enforceLimits(all, { ...NONE, totalBytes: 2 * size });
    expect(contained.map(({ path }) => path)).toEqual([BUNDLE_ENTRIES.reportText, BUNDLE_ENTRIES.events]);
    expect(omissions.map(({ what }) => what)).toEqual([BUNDLE_ENTRIES.timeline, BUNDLE_ENTRIES.observations]);
  });

  it('are listed as omitted once, even if they were first truncated and then dropped', () => {
    const { omissions } = enforceLimits([lines(BUNDLE_ENTRIES.timeline, LOG), lines(BUNDLE_ENTRIES.events, LOG)], {
      entryBytes: 20,
      totalBytes: size,
    });
    expect(omissions).toEqual([{ what: BUNDLE_ENTRIES.timeline, why: 'size' }]);
  });

  it('are not dropped when only required entries are left', () => {
    expect(dropNextEntry({ contained: [lines(BUNDLE_ENTRIES.events, LOG)], omissions: [] })).toBeNull();
  });
});

it('a complete bundle opens although the session log is too large for a ticket, and lists the log as omitted', async () => {
  const input = bundleInput(session({ from: 'runner' }).https('app.gitpod.io').build());
  const seq = input.events.length;
  const atMs = input.events.at(-1)?.atMs ?? 0;
  // A few different texts keep the test fast, and are varied enough that the reader suspects no zip bomb.
  const texts = Array.from({ length: 12 }, (_, kind) =>
    Array.from({ length: 600 }, (_, word) => `step ${(word * 7919 + kind) % 9973}`).join(' '),
  );
  const faults = Array.from({ length: 840 }, (_, index) => ({
    ...{ type: 'fault' as const, seq: seq + index + 1, atMs },
    text: texts[index % texts.length] ?? '',
  }));
  const built = await buildBundle({ ...input, events: [...input.events, ...faults] });
  if (!built.ok) throw new Error(built.problem);
  expect(built.omissions).toEqual([{ what: BUNDLE_ENTRIES.session, why: 'size' }]);
  const read = await readBundle(built.bytes);
  expect(read).toMatchObject({ ok: true, manifest: { omissions: built.omissions } });
}, 30_000);
