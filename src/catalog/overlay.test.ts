import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_PROFILE } from '../model/profile.ts';
import { Requirement } from '../model/requirement.ts';
import { targetText } from '../model/target.ts';
import { assembleRequirements, type Overlay, parseOverlay } from './index.ts';

function overlay(file: unknown): Overlay {
  const parsed = parseOverlay(JSON.stringify(file));
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.overlay;
}

function tested(file: unknown, id: string): string[] | undefined {
  const row = assembleRequirements(EMPTY_PROFILE, overlay(file)).find((candidate) => candidate.id === id);
  return row?.targets.map(({ target }) => targetText(target));
}

describe('an overlay', () => {
  test('changes nothing when it is empty', () => {
    expect(assembleRequirements(EMPTY_PROFILE, overlay({}))).toEqual(assembleRequirements(EMPTY_PROFILE, null));
  });

  test('removes the requirements that it names', () => {
    expect(tested({ remove: ['jetbrains.download-cf'] }, 'jetbrains.download-cf')).toBeUndefined();
  });

  test('replaces hosts, their subdomains and addresses, but not other names with the same ending', () => {
    const file = { replaceHost: { 'us01.gitpod.dev': 'eu01.gitpod.dev', '35.171.240.32': '198.51.100.7', 'gitpod.io': 'ona.com' } };
    expect(tested(file, 'gateway.https-8443')).toEqual(['https://eu01.gitpod.dev:8443/']);
    expect(tested(file, 'gateway.subdomains-8443')).toEqual(['https://api.eu01.gitpod.dev:8443/']);
    expect(tested(file, 'gateway.udp-4242')?.slice(0, 2)).toEqual(['198.51.100.7:4242', '13.216.138.24:4242']);
    expect(tested(file, 'management.app')).toEqual(['https://app.ona.com/']);
    expect(tested({ replaceHost: { 'od.io': 'x.example' } }, 'management.app')).toEqual(['https://app.gitpod.io/']);
  });

  test('applies the longer of two matching names, and can swap two names', () => {
    const file = {
      replaceHost: { 'gitpod.io': 'a.example', 'app.gitpod.io': 'releases.gitpod.io', 'releases.gitpod.io': 'app.gitpod.io' },
    };
    expect(tested(file, 'management.app')).toEqual(['https://releases.gitpod.io/']);
    expect(tested(file, 'releases.cli-manifest')).toEqual(['https://app.gitpod.io/cli/stable/manifest.json']);
  });

  test('adds requirements after the last one of their area', () => {
    const file = {
      add: [
        { id: 'management.ona', url: 'https://app.ona.com' },
        { id: 'gateway.lighthouse', udp: ['198.51.100.7:4242', '[2001:db8::7]:4242'], runner: 'standard', from: ['runner'] },
        { id: 'aws.kms', url: 'https://kms.<region>.amazonaws.com', level: 'optional' },
        { id: 'gateway.ssh', tcp: ['us01.gitpod.dev:29222'] },
      ],
    };
    const rows = assembleRequirements({ ...EMPTY_PROFILE, regions: ['us-east-1'] }, overlay(file));
    for (const row of rows) Requirement.parse(row);
    const ids = rows.map(({ id }) => id);
    expect(ids.indexOf('management.ona')).toBe(ids.indexOf('management.app') + 1);
    expect(tested(file, 'gateway.lighthouse')).toEqual(['198.51.100.7:4242', '[2001:db8::7]:4242']);
    expect(tested(file, 'gateway.ssh')).toEqual(['us01.gitpod.dev:29222']);
    expect(rows.find(({ id }) => id === 'aws.kms')).toMatchObject({ level: 'optional', origin: 'overlay', missing: null });
    expect(rows.find(({ id }) => id === 'gateway.lighthouse')).toMatchObject({ level: 'conditional', neededFrom: ['runner'] });
  });
});

describe('an invalid overlay', () => {
  test.each([
    ['', 'not JSON'],
    ['{', 'not JSON'],
    ['[]', 'the file is of another kind, and an object is expected'],
    ['{"adds": []}', 'the file has the unknown field "adds"'],
    ['{"add":{}}', 'add is of another kind, and a list is expected'],
    ['{"add":[{"url":"https://x"}]}', 'add[0].id is missing, and text is expected'],
    ['{"add":[{"id":"aws.x","url":"https://x","title":7}]}', 'add[0].title is of another kind, and text is expected'],
    ['{"add":[{"id":"aws.x","url":"https://x","level":"must"}]}', 'add[0].level is none of required, conditional, optional'],
    ['{"add":[{"id":"aws.x","urls":[]}]}', 'add[0].urls is empty'],
    ['{"replaceHost":{"gitpod.io":"a b"}}', 'replaceHost["gitpod.io"] is neither a host name nor an address'],
    ['{"add":[{"id":"gitpod"}]}', 'add[0].id'],
    ['{"add":[{"id":"nowhere.x","url":"https://x"}]}', 'begins with none of the areas'],
    ['{"add":[{"id":"aws.x","url":"ftp://x"}]}', 'add[0].url is not an http or https URL'],
    ['{"add":[{"id":"aws.x","url":"https://me:secret@x"}]}', 'add[0].url'],
    ['{"add":[{"id":"aws.x","udp":["name:1"]}]}', 'add[0].udp[0]'],
    ['{"add":[{"id":"aws.x","tcp":["name"]}]}', 'add[0].tcp[0]'],
    ['{"add":[{"id":"aws.x"}]}', 'exactly one of'],
    ['{"add":[{"id":"aws.ec2","url":"https://x"}]}', 'already'],
    ['{"add":[{"id":"aws.x","url":"https://x"},{"id":"aws.x","url":"https://x"}]}', 'already'],
    ['{"remove":["aws.nothing"]}', 'there is no row "aws.nothing"'],
    ['{"replaceHost":{"a b":"c"}}', 'replaceHost["a b"] is neither a host name nor an address'],
  ])('is refused with a description of its fault: %s', (text, words) => {
    const parsed = parseOverlay(text);
    expect(parsed).toMatchObject({ ok: false, problem: expect.stringContaining(words) });
    // The messages are this program's, not the library's.
    expect(JSON.stringify(parsed)).not.toMatch(/\\n|secret|Invalid|expected [a-z]+, received/);
  });

  test('is refused when it adds a requirement that the edition already has, but not one of another edition only', () => {
    const text = '{"add":[{"id":"aws.ecr-api","url":"https://api.ecr.<region>.amazonaws.com"}]}';
    expect([parseOverlay(text).ok, parseOverlay(text, 'aws-runner-2026').ok]).toEqual([true, false]);
  });

  test('never makes the reader throw, whatever the text is', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => parseOverlay(text).ok !== undefined));
  });
});
