/** If these fail, a list for NO_PROXY exempts what an edition does not use, or a parameter is named that the installation has not. */
import { describe, expect, test } from 'vitest';
import { EDITIONS } from '../model/profile-words.ts';
import { editionFacts } from './editions.ts';
import { documentedExceptions } from './no-proxy/exceptions.ts';
import { destinationOf, requiredRoute, suggestNoProxy } from './no-proxy/index.ts';

const to = (url: string) => destinationOf(url) ?? expect.fail(url);

test.each(EDITIONS)('%s has a source and a date for the NO_PROXY list and for each parameter', (name) => {
  const { noProxy, customCa } = editionFacts(name);
  for (const source of [noProxy.source, noProxy.parameter?.source, customCa?.source])
    if (source !== undefined) expect(source.date).toMatch(/^20\d\d-\d\d$/);
});

test('the document has notes about its inconsistencies, and no later edition repeats them', () => {
  const notes = editionFacts('document')
    .notes.map(({ text }) => text)
    .join('\n');
  for (const oddity of ['8443', 'lighthouse.us01.gitpod.dev', 'gitpod-linux-amd64.exe', 'GD708', 'GD709']) expect(notes).toContain(oddity);
  const later = EDITIONS.filter((name) => name !== 'document').flatMap((name) => editionFacts(name).notes.map(({ text }) => text));
  expect(later.join('\n')).not.toMatch(/8443|4242|Bottlerocket|lighthouse|\.exe/);
});

test('the notes of the GCP runner list the UDP ports that its environments may use', () => {
  expect(
    editionFacts('gcp-runner-2026')
      .notes.map(({ text }) => text)
      .join(),
  ).toContain('53, 123 and 443');
});

describe('the NO_PROXY advice', () => {
  const none = { proxies: [], lists: {} };

  test('exempts AWS and the control plane, except for the GCP runner, which needs neither', () => {
    const exempt = (name: (typeof EDITIONS)[number]) => [
      requiredRoute(to('https://sts.eu-west-1.amazonaws.com/'), name),
      requiredRoute(to('https://app.gitpod.io/'), name),
      requiredRoute(to('http://metadata.google.internal/'), name),
    ];
    expect(exempt('document')).toEqual(['direct', 'direct', 'direct']);
    expect(exempt('aws-runner-2026')).toEqual(['direct', 'direct', 'direct']);
    expect(exempt('gcp-runner-2026')).toEqual(['either', 'either', 'direct']);
  });

  test('suggests for the GCP runner a list without a name of AWS or Gitpod, and with the metadata service', () => {
    const entries = suggestNoProxy([to('http://metadata.google.internal/')], none, 'gcp-runner-2026').NO_PROXY.split(',');
    expect(entries).toEqual(expect.arrayContaining(['localhost', '127.0.0.1', '.internal', '169.254.169.254']));
    expect(entries.filter((entry) => /amazonaws|gitpod/.test(entry))).toEqual([]);
  });

  test.each(EDITIONS)('suggests a list that has every NO_PROXY entry of %s', (name) => {
    const entries = suggestNoProxy([], none, name).NO_PROXY.split(',');
    expect(editionFacts(name).noProxy.entries.filter((entry) => !entries.includes(entry))).toEqual([]);
  });

  test('requires a direct route only for hosts in the list of the edition', () => {
    expect(documentedExceptions(['eu-west-1'], 'gcp-runner-2026').map(({ entry }) => entry)).toEqual(['.internal', '169.254.169.254']);
    expect(documentedExceptions(['eu-west-1'])).toEqual(documentedExceptions(['eu-west-1'], 'aws-runner-2026'));
  });
});
