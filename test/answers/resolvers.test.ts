/**
 * Every extended DNS error (RFC 8914), and every response code without one, with its finding. Each line is a near miss of the others. No
 * answer may stay unexplained or be blamed on the wrong team.
 */
import { describe, expect, it } from 'vitest';
import type { NameAnswer } from '../../src/demo/description.ts';
import { MANIFEST } from './places.ts';
import { outcomeOf, swept } from './sweep.ts';

const FILTERS = 'unmet: certain resolver-filters';
const REJECTS = 'unmet: certain dnssec-fails';
const REFUSES = 'unmet: certain resolver-refuses';
const MISSING = 'unmet: certain name-not-found';

type Says = Extract<NameAnswer, { says: unknown }>['says'];

const CODES: readonly (readonly [codes: readonly number[], says: Says, outcome: string])[] = [
  // Forged Answer, Blocked, Censored, Filtered, Prohibited.
  [[4, 15, 16, 17, 18], 'nxdomain', FILTERS],
  [[15], 'refused', FILTERS],
  [[17], 'servfail', FILTERS],
  // DNSSEC: Bogus, Expired, Not Yet Valid, Key Missing, Signatures Missing, No Zone Key, NSEC Missing.
  [[6, 7, 8, 9, 10, 11, 12], 'servfail', REJECTS],
  // No Reachable Authority, Network Error: the resolver's own egress.
  [[22, 23], 'servfail', REFUSES],
  // Near misses: Stale, Cached Error, Not Ready, Not Authoritative, Not Supported, Invalid Data, and one that is not registered.
  [[3, 13, 14, 20, 21, 24, 4711], 'servfail', REFUSES],
  [[13, 19, 4711], 'nxdomain', MISSING],
];
const CASES = CODES.flatMap(([codes, says, outcome]) => codes.map((because) => ({ because, says, outcome })));

const HOST = 'releases.gitpod.io';
const outcomeFor = async (answer: NameAnswer) =>
  outcomeOf(await swept({ rows: [MANIFEST, 'management.app'], network: { names: [{ to: HOST, answer }] } }), MANIFEST);

describe.concurrent('the answer of a resolver', () => {
  it.each(CASES)('has the outcome “$outcome” for $says with the extended DNS error $because', async ({ because, says, outcome }) => {
    expect(await outcomeFor({ says, because })).toBe(outcome);
  });

  it.each<[answer: NameAnswer, outcome: string]>([
    ['nxdomain', MISSING],
    [{ addresses: [] }, MISSING],
    ['servfail', REFUSES],
    ['refused', REFUSES],
    ['silent', 'unmet: possible resolver-silent'],
  ])('determines the outcome alone when there is no extended DNS error: %j', async (answer, outcome) => {
    expect(await outcomeFor(answer)).toBe(outcome);
  });
});
