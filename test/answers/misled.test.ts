/**
 * A false DNS answer leads to another server. What that server sends is only a consequence, however certain, and the DNS answer is the
 * cause.
 */
import { describe, expect, it } from 'vitest';
import type { NetworkDescription, PathAction } from '../../src/demo/description.ts';
import { UNRELATED_ADDRESS } from '../../src/demo/scenarios/parts.ts';
import { MANIFEST } from './places.ts';
import { swept } from './sweep.ts';

const HOST = 'releases.gitpod.io';
const BESIDE = 'management.app';

const NAMES: readonly (readonly [cause: string, network: NetworkDescription])[] = [
  [
    'resolver-answers-falsely',
    { names: [{ to: HOST, answer: { addresses: [UNRELATED_ADDRESS], alias: 'block.filter.example' } }], secondResolver: [] },
  ],
  ['answers-injected', { names: [{ to: HOST, answer: { before: [UNRELATED_ADDRESS] } }] }],
  ['nxdomain-rewritten', { names: [{ to: HOST, answer: 'nxdomain' }], missingLeadTo: UNRELATED_ADDRESS }],
];
const MET: readonly (readonly [what: PathAction, network?: NetworkDescription])[] = [
  ['refuse'],
  ['drop'],
  ['block-page'],
  ['block-page', { trustLists: [{ program: 'system', path: '/etc/ssl/certs/ca-certificates.crt', inspector: true }] }],
  ['reset-in-tls'],
  ['alert-in-tls'],
  ['captive-portal'],
];
const CASES = NAMES.flatMap(([cause, names]) =>
  MET.flatMap(([does, more = {}]) =>
    (does === 'block-page' ? [1, 2] : [1]).map((rows) => ({
      title: `${cause}, ${does}${more.trustLists === undefined ? '' : ' under a trusted CA'}, ${rows} row${rows > 1 ? 's' : ''}`,
      cause,
      network: { ...names, ...more, path: [{ to: HOST, does }] },
      rows: [MANIFEST, 'releases.cli-linux-amd64'].slice(0, rows),
    })),
  ),
);

describe.concurrent('different answers of two resolvers, without a trusted certificate at either address', () => {
  const THEIRS = 'd111111abcdef8.cloudfront.net';
  const other = '20.99.133.8';
  it.each<[what: string, first: string | undefined, second: string | undefined, roots: string[]]>([
    ['are a possible finding when one alias belongs to another owner', 'block.filter.example', THEIRS, ['port-refused']],
    ['are not a finding when both have the alias of one CDN', THEIRS, THEIRS, ['port-refused']],
    ['are not a finding when the aliases belong to two CDNs', 'releases.gitpod.io.edgekey.net', THEIRS, ['port-refused']],
    ['are not a finding without aliases', undefined, undefined, ['port-refused']],
    ['are not a finding when both have the same alias of another owner', 'block.filter.example', 'block.filter.example', ['port-refused']],
  ])('%s', async (_, first, second, roots) => {
    const answer = (address: string, alias: string | undefined) => ({ addresses: [address], ...(alias === undefined ? {} : { alias }) });
    const network: NetworkDescription = {
      names: [{ to: HOST, answer: answer(UNRELATED_ADDRESS, first) }],
      secondResolver: [{ to: HOST, answer: answer(other, second) }],
      path: [{ to: HOST, does: 'refuse' }],
    };
    const { findings } = await swept({ rows: [MANIFEST, BESIDE], network });
    expect(findings.filter(({ causedBy }) => causedBy === null).map(({ name }) => name)).toEqual(roots);
    const disagree = findings.find(({ name }) => name === 'resolvers-disagree');
    expect(disagree === undefined).toBe(first !== 'block.filter.example' || second === first);
    if (disagree === undefined) return;
    expect(disagree).toMatchObject({ confidence: 'possible', title: expect.stringContaining('disagree about releases.gitpod.io') });
    expect(disagree.evidence.join()).toContain('gives the alias block.filter.example, which belongs to another owner');
  });
});

describe.concurrent('a false DNS answer', () => {
  it.each(CASES)('is reported as the cause: $title', async ({ cause, network, rows }) => {
    const { findings } = await swept({ rows: [...rows, BESIDE], network });
    const roots = findings.filter(({ causedBy }) => causedBy === null);
    expect(roots.map(({ name }) => name)).toEqual([cause]);
  });
});
