/** The manifest: what a reader needs to know before trusting the content of a bundle. */
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fails, session } from '../diagnosis/testing/session.ts';
import { PRIVACY_CLASSES } from '../model/privacy.ts';
import { unclassifiedPaths } from '../redact/classified.ts';
import { type BundleInput, buildBundle } from './build.ts';
import { readBundle, verifyBundle } from './index.ts';
import { Manifest } from './manifest.ts';
import { bundleInput } from './testing/log.ts';

const measured = session({ from: 'runner', runner: 'standard', note: 'since Monday' })
  .proxy('http://proxy.acme.com:3128')
  .https('app.gitpod.io', fails('tunnel.407', { status: 407 }))
  .build();

async function made(change: Partial<BundleInput> = {}) {
  const built = await buildBundle({ ...bundleInput(measured), ...change });
  if (!built.ok) throw new Error(built.problem);
  const read = await readBundle(built.bytes);
  if (!read.ok || read.manifest === null) throw new Error('it does not read back');
  return { built, manifest: read.manifest };
}

const { built, manifest } = await made();

it('every string of the manifest has a privacy class', () => {
  expect(unclassifiedPaths(Manifest)).toEqual([]);
});

describe('the manifest', () => {
  it('gives the ruleset, the clock and the redaction, and says what the checksums prove', () => {
    expect(manifest).toMatchObject({
      tool: { name: 'gitpod-doctor', version: '0.0.0', commit: null },
      ruleset: { id: 'gitpod-doctor/rules', version: '0.0.0', sha256: null },
      utcOffsetMinutes: 60,
      redaction: { unredacted: false },
      consent: { removed: [] },
      tampering: expect.stringMatching(/damage, but not forgery/),
    });
    const readme = built.entries.find(({ path }) => path === 'README.md')?.text;
    expect(readme).toContain(manifest.tampering);
  });

  it('lists each file with its origin and kinds of values, and says that the list is complete', () => {
    for (const file of manifest.files) {
      expect(file.truncated, file.path).toBeNull();
      expect(file.origin?.id, file.path).toMatch(/^[a-z-]+$/);
      expect(file.privacyClasses?.length, file.path).toBeGreaterThan(0);
      expect(PRIVACY_CLASSES).toEqual(expect.arrayContaining(file.privacyClasses ?? []));
    }
    const of = (path: string) => manifest.files.find((file) => file.path === path);
    expect(of('observations.jsonl')?.origin?.kind).toBe('probe');
    expect(of('path.jsonl')?.origin?.kind).toBe('user');
    expect(of('verdicts.json')?.privacyClasses).toEqual(['public']);
    expect(of('events.jsonl')?.privacyClasses).toEqual(expect.arrayContaining(['address', 'host', 'path', 'text', 'user']));
    expect(of('README.md')?.privacyClasses).toEqual(['public']);
  });

  it("contains the program's commit when it is known", async () => {
    const commit = 'f7a1c08de94b35627a8c1d9e0f4b6a2c3d5e7f80';
    const program = { version: '0.0.0', commit, rulesSha256: 'ab'.repeat(32) };
    const known = await made({ program });
    expect(known.manifest).toMatchObject({ tool: { commit }, ruleset: { sha256: 'ab'.repeat(32) } });
    expect(await verifyBundle(known.built.bytes)).toMatchObject({ exitCode: 0 });
  });

  it('contains no commit when another version of the program began the session', async () => {
    const program = { version: '9.9.9', commit: 'f7a1c08de94b35627a8c1d9e0f4b6a2c3d5e7f80', rulesSha256: null };
    const { manifest: mixed } = await made({ program });
    expect(mixed).toMatchObject({ tool: { version: '0.0.0', commit: null }, ruleset: { version: '9.9.9' } });
  });
});

describe('a manifest of another version', () => {
  const bundle = readFileSync(new URL('../../fixtures/bundles/page-and-timeline.zip', import.meta.url));
  const path = (entries: object) => Object.keys(entries).find((name) => name.endsWith('/manifest.json')) ?? '';

  it('is read without the newer fields when it is older', async () => {
    const entries = unzipSync(bundle);
    const old = JSON.parse(strFromU8(entries[path(entries)] ?? new Uint8Array()));
    expect(Object.keys(old)).not.toContain('ruleset');
    expect(await readBundle(bundle)).toMatchObject({ ok: true });
  });

  it.each([
    ['tool', 'builder'],
    ['catalog', 'retrieved'],
    ['redaction', 'words'],
    ['consent', 'asked'],
  ])('is read despite an unknown field in %s when it is newer', async (part, field) => {
    const entries = unzipSync(bundle);
    const old = JSON.parse(strFromU8(entries[path(entries)] ?? new Uint8Array()));
    const later = { ...old, [part]: { ...old[part], [field]: 'new' } };
    const changed = { ...entries, [path(entries)]: new TextEncoder().encode(JSON.stringify(later)) };
    expect(await readBundle(zipSync(changed))).toMatchObject({ ok: true });
  });

  it('is refused when it is marked as not redacted', async () => {
    const entries = unzipSync(built.bytes);
    const bare = { ...manifest, redaction: { ...manifest.redaction, unredacted: true } };
    const changed = { ...entries, [path(entries)]: new TextEncoder().encode(JSON.stringify(bare)) };
    expect(await readBundle(zipSync(changed))).toMatchObject({ ok: false, problem: expect.stringContaining('redaction.unredacted') });
  });
});
