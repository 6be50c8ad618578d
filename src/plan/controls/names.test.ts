import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../model/failure.ts';
import { isWebObservation, type NameAnswer, type Observation } from '../../model/observation.ts';
import type { Phase } from '../../model/phase.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { EMPTY_PROFILE } from '../../model/profile.ts';
import { targetHost } from '../../model/target.ts';
import { answerTo, planned, STANDARD } from '../testing/world.ts';
import { INVENTED_NAME } from './names.ts';

const HOST = 'releases.gitpod.io';
const [GIVEN, OTHER] = ['20.9.9.66', '52.1.1.1'];
const PURPOSES = /(dns-details|invented-name|other-answer)$/;

/** The name queries when the rows of one host end like this and the directly queried resolver returns these addresses. */
function asked(kind: FailureKind | null, direct: readonly string[], later: readonly string[] = []): string[] {
  const answer = (request: ProbeRequest, id: string): Observation => {
    const isAbout = targetHost(request.target) === HOST && (request.role === 'row' || request.purpose === 'dns-details');
    const seen = answerTo(request, id, { answer: () => (isAbout && (request.probe !== 'dns' || kind === 'dns.nxdomain') ? kind : null) });
    if (seen.probe === 'dns') return { ...seen, answers: isAbout ? [from(direct, request.purpose === null ? [] : later)] : [] };
    return isWebObservation(seen) ? { ...seen, phases: [lookup(targetHost(request.target) ?? '', seen), ...seen.phases] } : seen;
  };
  return planned({ ...EMPTY_PROFILE, ...STANDARD }, answer, () => 0).filter((key) => PURPOSES.test(key));
}

function from(addresses: readonly string[], later: readonly string[]): NameAnswer {
  const heard = { afterMs: 1, idMatches: true, rcode: 0, aliases: [], extendedErrors: [] };
  const datagrams = later.length === 0 ? [] : [addresses, later].map((each) => ({ ...heard, addresses: [...each] }));
  return {
    from: { kind: 'resolver', address: '10.0.0.2', port: 53 },
    family: 4,
    addresses: [...addresses],
    durationMs: 1,
    failure: null,
    datagrams,
  };
}

function lookup(host: string, { failure }: Observation): Phase {
  const ok = failure?.kind.startsWith('dns.') !== true;
  const addresses = ok ? [{ address: GIVEN ?? '', family: 4 as const, via: 'system' as const }] : [];
  return { name: 'dns', startMs: 0, durationMs: 1, ok, hop: 0, peer: 'target', 'dns.question.name': host, addresses };
}

describe('controls of name resolution', () => {
  test('make no query when no lookup failed or the host has a trusted certificate', () => {
    expect(asked(null, [OTHER ?? ''])).toEqual([]);
  });

  test('look up a missing name as an FQDN, and connect to an address that a resolver returns', () => {
    expect(asked('dns.nxdomain', [])).toEqual([`dns ${HOST} via direct dns-details`]);
    const known = asked('dns.nxdomain', [OTHER ?? '']);
    expect(known).toContainEqual(expect.stringContaining(`at ${OTHER} other-answer`));
    expect(known).not.toContainEqual(expect.stringContaining(INVENTED_NAME));
  });

  test("connect to another resolver's address, and look up an invented name once, when the first address refuses the connection", () => {
    const found = asked('tcp.refused', [OTHER ?? '']);
    expect(found.filter((key) => key.includes(INVENTED_NAME))).toHaveLength(1);
    expect(found.filter((key) => key.endsWith('other-answer'))).toEqual([expect.stringContaining(`at ${OTHER} other-answer`)]);
  });

  test('also connect to an address from a late answer', () => {
    expect(asked('tcp.refused', [GIVEN ?? ''], [OTHER ?? ''])).toContainEqual(expect.stringContaining(`at ${OTHER} other-answer`));
  });

  test('do not connect to an address that no server can have', () => {
    expect(asked('tcp.refused', ['0.0.0.0']).filter((key) => key.endsWith('other-answer'))).toEqual([]);
  });
});
