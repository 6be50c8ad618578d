/** If these fail, a user has to search for the refused line although ssh named it. The texts are those of OpenSSH 9.2p1. */
import { describe, expect, it } from 'vitest';
import { parseRefusal } from './refusal.ts';

const at = (line: number, file = '/c') => ({ file, line });

describe('a refusal by ssh', () => {
  it.each([
    [
      'an unsupported Match criterion, whose place is on the next line',
      'Unsupported Match attribute tagged\n/c line 2: Bad Match condition\n/c: terminating, 1 bad configuration options',
      { reason: 'bad-match', place: at(2), keyword: 'tagged' },
    ],
    [
      'a Match criterion without a value, which may be a host name',
      'Missing Match criteria for build.corp\n/c line 3: Bad Match condition',
      { reason: 'bad-match', place: at(3), keyword: null },
    ],
    [
      'criteria that exclude each other',
      "/c line 2: 'all' cannot be combined with other Match attributes\n/c line 2: Bad Match condition",
      { reason: 'bad-match', place: at(2) },
    ],
    ['a Match line without a place', 'Bad Match condition', { reason: 'bad-match', place: null }],
    [
      'several errors: the first one',
      "/c line 1: Bad port 'x'.\n/c: line 2: Bad configuration option: bogus",
      { reason: 'bad-value', place: at(1) },
    ],
    [
      'a file name beyond ASCII',
      '/h/\\303\\274/x: line 1: Bad configuration option: bogus',
      { reason: 'unknown-keyword', place: at(1, '/h/ü/x') },
    ],
    [
      'permissions of a file beyond ASCII',
      'Bad owner or permissions on /h/\\303\\274/x',
      { reason: 'permissions', file: '/h/ü/x', place: null },
    ],
    ['a stray percent sign', 'vdollar_percent_expand: unknown key %x\npercent_expand: failed', { reason: 'bad-token', place: null }],
    ['an invalid host name', 'hostname contains invalid characters', { reason: 'bad-name', place: null }],
    ['an invalid user name', 'remote username contains invalid characters', { reason: 'bad-name', place: null }],
  ])('is parsed when it is about %s', (_what, err, expected) => {
    expect(parseRefusal(`debug1: Reading configuration data /c\n${err}`)).toMatchObject(expected);
  });

  it('contains a long file name in full, which ssh truncates', () => {
    const long = `/${'a'.repeat(260)}`;
    expect(parseRefusal(`${long.slice(0, 200)} line 4: Bad port 'x'.`, ['/c', long]).place).toEqual(at(4, long));
  });
});
