/** If these fail, a bundle contains a token that only the second search recognises, or is not written because of it. */
import { describe, expect, it } from 'vitest';
import { FOREIGN_TOKENS } from '../../test/support/foreign-tokens.ts';
import { session } from '../diagnosis/testing/session.ts';
import { programRoutes } from '../documents/proxies/program-routes.ts';
import { type BundleInput, buildBundle } from './build.ts';
import { fieldsContaining, removeSuspects, suspectText } from './second-redaction.ts';
import { bundleInput, logOf, testRedactor } from './testing/log.ts';

const TOKEN = FOREIGN_TOKENS['SendGrid']?.('second look') ?? '';

/** The input of a bundle whose redactor removes nothing. Its profile contains this note. */
function unredacted(note: string): BundleInput {
  const built = session().https('app.gitpod.io').build();
  const noted = { ...built, profile: { ...built.profile, note } };
  const input = bundleInput(noted, { ...testRedactor(), value: (_, value) => value, text: (text) => text });
  return { ...input, events: logOf(noted) };
}

describe('a token that the redactor missed', () => {
  it('is removed from its field before the bundle is written', async () => {
    const built = await buildBundle(unredacted(`the key ${TOKEN} was refused`));
    const all = built.ok ? built.entries.map(({ text }) => text).join('\n') : '';
    expect(all).not.toContain(TOKEN);
    expect(all).toContain('"note": "REDACTED-token"');
  });
});

describe('a token found by the second search', () => {
  const redacted = () => ({
    ...REDACTED,
    report: { ...REDACTED.report, profile: { ...REDACTED.report.profile, account: `key ${TOKEN}` } },
  });
  const input = unredacted('nothing');
  const REDACTED = {
    events: input.events,
    session: session().build(),
    report: input.report,
    ways: programRoutes(session().build(), (text) => text),
    account: { ...input.redactor.account(), counts: [{ rule: 'host' as const, count: 2 }] },
  };
  const suspect = { path: 'x', text: `key ${TOKEN}`, part: TOKEN };

  it('is replaced within its field, and the replacement is counted', () => {
    const clean = removeSuspects(redacted(), [suspect], 'parts');
    expect(clean?.report.profile.account).toBe('key REDACTED-token');
    expect(clean?.account.counts).toEqual([
      { rule: 'host', count: 2 },
      { rule: 'token', count: 1 },
    ]);
  });

  it.each([
    ['when a part was left after the replacement', suspect, 'fields'],
    ['when the part is so short that harmless words contain it', { ...suspect, part: 'key' }, 'parts'],
  ] as const)('is removed together with its whole field %s', (_, found, how) => {
    expect(removeSuspects(redacted(), [found], how)?.report.profile.account).toBe('REDACTED-value');
  });

  it('cannot be replaced when it is not within a single field', () => {
    expect(removeSuspects(redacted(), [{ path: 'x', text: 'another text', part: 'another, longer part' }], 'parts')).toBeNull();
  });
});

describe('the location of a token in an entry', () => {
  it.each([
    ['report.json', '{"a":[{"b":"found"},"found"],"c":1,"d":null}', ['a[0].b', 'a[1]']],
    ['events.jsonl', '{"a":"else"}\n{"a":"found"}\n', ['line 2: a']],
    ['report.md', 'found', []],
  ])('is given by field or line: %s', (path, content, places) => {
    expect(fieldsContaining(path, content, 'found')).toEqual(places);
  });

  it('lists at most three fields, or only the file when no field contains the token', () => {
    expect(suspectText('report.md', [])).toBe('report.md');
    expect(suspectText('report.json', ['a', 'b'])).toBe('report.json (a, b)');
    expect(suspectText('report.json', ['a', 'b', 'c', 'd'])).toBe('report.json (a, b, c, …)');
  });
});
