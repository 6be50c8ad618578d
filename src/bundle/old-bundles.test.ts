/** Bundles of earlier versions stay readable: the version that wrote a bundle on a ticket may no longer be available. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnosis/index.ts';
import { unmeasuredControls } from '../run/unmeasured-controls.ts';
import { foldEvents } from '../session/index.ts';
import { readBundle, verifyBundle } from './index.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/bundles/', import.meta.url));

/** One bundle for each set of entries that a version wrote. Bundles are only added, never regenerated. */
const KEPT: Readonly<Record<string, { entries: number; causes: string[]; observations: number; lacks: string[] }>> = {
  'first-entries.zip': { entries: 10, causes: ['proxy-requires-login'], observations: 41, lacks: ['other-host'] },
  // From the version before complete resolver answers and the second address were recorded.
  'before-name-details.zip': { entries: 13, causes: ['name-sinkholed'], observations: 108, lacks: ['dns-details', 'invented-name'] },
  'page-and-timeline.zip': { entries: 13, causes: ['proxy-requires-login', 'gateway-udp-silent'], observations: 35, lacks: ['other-host'] },
};

describe('a bundle of an earlier version', () => {
  it('exists as a fixture for each set of entries that earlier versions wrote', () => {
    expect(readdirSync(FOLDER).filter((name) => name.endsWith('.zip'))).toEqual(Object.keys(KEPT).sort());
  });

  it.each(Object.entries(KEPT))(
    'opens, passes verification and is judged by the current rules: %s',
    async (name, { entries, causes, observations, lacks }) => {
      const bytes = readFileSync(new URL(name, `file://${FOLDER}`));
      expect(await verifyBundle(bytes)).toMatchObject({ exitCode: 0, checksums: 'hold', schema: 'known' });
      const read = await readBundle(bytes);
      if (!read.ok) throw new Error(read.problem);
      expect(read.manifest?.files).toHaveLength(entries);
      const session = foldEvents(read.events);
      expect(session.observations).toHaveLength(observations);
      expect(session.path.map(({ step }) => step)).toContain('symptom');
      const roots = diagnose(session).findings.filter(({ causedBy }) => causedBy === null);
      expect(roots.map((finding) => finding.name)).toEqual(causes);
      expect(unmeasuredControls(session).map(({ control }) => control)).toEqual(lacks);
    },
  );
});
