/** If these fail, a bundle contains a secret that the redactor missed. */
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../test/fuzz/zip-of.ts';
import { session } from '../diagnosis/testing/session.ts';
import { createArchive } from './archive.ts';
import { buildBundle } from './build.ts';
import { bundleInput, testRedactor } from './testing/log.ts';
import { directoryOf, type Scanner, scanArchive, scanEntries, ZIP_CENTRAL_DIRECTORY } from './tripwire.ts';
import { verifyBundle } from './verify.ts';

const SECRET = 'pa55w0rd!';
const { leftovers } = testRedactor({ secrets: [SECRET] });
const entry = (path: string, text: string) => ({ path, bytes: new TextEncoder().encode(text) });
const nothing: Scanner = async () => [];
const failing: Scanner = async () => {
  throw new Error('no answer');
};

async function hitsIn(path: string, text: string, secondOpinion?: Scanner) {
  const look = await scanArchive(createArchive('f', [entry(path, text)]), leftovers, secondOpinion);
  return look.ok ? look.hits : null;
}

describe('the tripwire', () => {
  it("does not mistake the binary fields of the zip's central directory for text", async () => {
    const number = (letters: string) => Buffer.from(letters, 'latin1').readUInt32LE();
    // These letters become the bytes of a checksum and of two sizes.
    const spelt = { crc: number('toke'), packedSize: number('n=K4'), size: number('Zq7v') };
    const entries = directoryOf(zipOf([{ name: Buffer.from('f/a.txt'), bytes: Buffer.from('x'), ...spelt }]));
    expect(await scanEntries(entries, leftovers, nothing)).toMatchObject({ ok: true, hits: [] });
    const named = directoryOf(zipOf([{ name: Buffer.from(`f/${SECRET}`), bytes: Buffer.from('x'), ...spelt }]));
    expect(await scanEntries(named, leftovers, nothing)).toMatchObject({ ok: true, hits: [{ path: ZIP_CENTRAL_DIRECTORY }] });
  });

  it.each([
    SECRET,
    encodeURIComponent(`x ${SECRET}`),
    Buffer.from(`jdoe:${SECRET}`).toString('base64'),
    Buffer.from(SECRET).toString('hex'),
    'Cookie: sid=1',
    'AKIAIOSFODNN7EXAMPLE',
  ])('finds %s in any entry without quoting it', async (text) => {
    for (const [path, content] of [
      ['a.txt', text],
      ['a.jsonl', `${JSON.stringify({ [text]: 1 })}\n`],
      ['a.json', JSON.stringify([text])],
      ['a.html', `<p>${text.replaceAll('!', '&#33;')}</p>`],
    ] as const) {
      const hits = await hitsIn(path, content, nothing);
      expect(hits?.map((hit) => hit.path)).toEqual([`f/${path}`]);
      expect(JSON.stringify(hits)).not.toContain(text);
    }
    expect(await hitsIn('a.txt', 'all quiet')).toEqual([]);
  });

  it('finds a secret in the name of an entry and in a zip comment', async () => {
    expect((await hitsIn(`${SECRET}.txt`, '', nothing))?.map((hit) => hit.path)).toContain(`f/${SECRET}.txt`);
    const commented = zipSync({ 'f/a.txt': [new TextEncoder().encode('quiet'), { comment: SECRET }] });
    expect(await scanArchive(commented, leftovers, nothing)).toMatchObject({ ok: true, hits: [{ path: ZIP_CENTRAL_DIRECTORY }] });
    const quiet = zipSync({ 'f/a.txt': new TextEncoder().encode('quiet') });
    expect(await scanArchive(quiet, leftovers, nothing)).toEqual({ ok: true, hits: [], suspects: [] });
    const behind = Buffer.concat([quiet, Buffer.from(SECRET)]);
    expect(await scanArchive(behind, leftovers, nothing)).toMatchObject({ ok: true, hits: [{ path: ZIP_CENTRAL_DIRECTORY }] });
  });

  it('finds with a second scanner what our own patterns miss', async () => {
    const sendgrid = `SG.${'aB3dE6gH9jK2mN5pQ8sT1v'}.${'aB3dE6gH9jK2mN5pQ8sT1vX4zA7cF0hJ3lM6oP9rS2u'}`;
    for (const path of ['a.txt', 'a.json']) {
      const text = path === 'a.json' ? JSON.stringify({ key: sendgrid }) : sendgrid;
      const look = await scanEntries([entry(path, text)], () => ({}));
      expect(look).toMatchObject({ ok: true, hits: [{ path, counts: { 'secretlint-rule-sendgrid': 1 } }], suspects: [{ part: sendgrid }] });
    }
  });

  it('fails when a scanner was unable to search', async () => {
    expect(await scanEntries([entry('a.txt', 'quiet')], leftovers, failing)).toEqual({ ok: false });
    const throwing = () => {
      throw new Error('no answer');
    };
    expect(await scanEntries([entry('a.txt', 'quiet')], throwing, nothing)).toEqual({ ok: false });
    expect(await scanArchive(new Uint8Array(100), leftovers, nothing)).toEqual({ ok: false });
  });
});

describe('a bundle', () => {
  const input = () => bundleInput(session().https('app.gitpod.io').build(), testRedactor({ secrets: [SECRET] }));

  it('is not written when the last search fails', async () => {
    const { redactor, ...rest } = input();
    const blind = {
      ...redactor,
      leftovers: () => {
        throw new Error(SECRET);
      },
    };
    const result = await buildBundle({ ...rest, redactor: blind });
    expect(result).toMatchObject({ ok: false, problem: expect.stringContaining('withheld') });
    expect(JSON.stringify(result)).not.toContain(SECRET);
  });

  it('passes both scanners and `verify` when it contains no secret', async () => {
    const result = await buildBundle(input());
    expect(result).toMatchObject({ ok: true, omissions: [] });
    if (result.ok) expect(await verifyBundle(result.bytes, [SECRET])).toMatchObject({ exitCode: 0, tripwire: { state: 'quiet' } });
  });

  it('fails verification when a secret was added later in a zip comment', async () => {
    const result = await buildBundle(input());
    if (!result.ok) throw new Error(result.problem);
    const at = Buffer.from(result.bytes).lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
    const commented = Buffer.concat([Buffer.from(result.bytes), Buffer.from(`token=${SECRET}`)]);
    commented.writeUInt16LE(commented.length - result.bytes.length, at + 20);
    expect(await verifyBundle(commented)).toMatchObject({ exitCode: 1, tripwire: { hits: [{ path: ZIP_CENTRAL_DIRECTORY }] } });
  });
});
