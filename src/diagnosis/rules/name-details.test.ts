import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../model/failure.ts';
import type { DnsDatagram } from '../../model/observation.ts';
import type { Session } from '../../model/session.ts';
import { INVENTED_NAME } from '../../plan/controls/names.ts';
import { said, withAnswers } from '../testing/name-answers.ts';
import type { Outcome } from '../testing/outcome.ts';
import { fails, passes, type RowOptions, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';

const APP = 'app.gitpod.io';
const [FIRST, SECOND] = ['10.0.0.2', '10.0.0.3'] as const;
const RESOLVERS = [FIRST, SECOND].map((address) => ({ address, port: 53 }));
const [WRONG, RIGHT] = ['20.9.9.66', '52.1.1.1'] as const;
const BESIDE: RowOptions = { role: 'control', purpose: 'dns-details', nameIsOurs: true };

const others = () => session().host({ resolvers: RESOLVERS }).dns('mcr.microsoft.com').https('mcr.microsoft.com');

/** The name does not resolve, and the first resolver gives more detail. */
function missing(kind: FailureKind, ...datagrams: Partial<DnsDatagram>[]): Session {
  const system = kind === 'dns.nxdomain' ? kind : 'dns.unavailable';
  const told = others().dns(APP, system, kind).https(APP, fails(kind)).dns(APP, system, kind, BESIDE).build();
  return withAnswers(told, APP, 'dns-details', said(FIRST, kind, datagrams));
}

describe('a resolver', () => {
  test.each([
    [4, 'Forged Answer (4)'],
    [15, 'Blocked (15)'],
    [16, 'Censored (16)'],
    [17, 'Filtered (17)'],
    [18, 'Prohibited (18)'],
  ])('is reported as resolver-filters if it sends the extended DNS error %i with NXDOMAIN', (code, words) => {
    const told = missing('dns.nxdomain', { rcode: 3, extendedErrors: [code] });
    expect(rootsOf(told)).toEqual(['resolver-filters']);
    const found = findingOf(told, 'resolver-filters');
    expect(found).toMatchObject({ confidence: 'certain', severity: 'blocker', title: `The resolver ${FIRST} filters ${APP}` });
    expect(found?.evidence[0]).toContain(words);
  });

  test('is reported as resolver-refuses if it sends Prohibited (18) for every name', () => {
    const told = session().dns(APP, 'dns.unavailable', 'dns.refused').https(APP, fails('dns.refused'));
    told.dns(APP, 'dns.unavailable', 'dns.refused', BESIDE);
    const details = said(FIRST, 'dns.refused', [{ rcode: 5, extendedErrors: [18] }]);
    expect(rootsOf(withAnswers(told.build(), APP, 'dns-details', details))).toEqual(['resolver-refuses']);
  });

  test.each([6, 7, 8, 9, 10, 11, 12])('is reported as dnssec-fails if it sends the extended DNS error %i', (code) => {
    const told = missing('dns.servfail', { rcode: 2, extendedErrors: [code] });
    expect(rootsOf(told)).toEqual(['dnssec-fails']);
    expect(findingOf(told, 'dnssec-fails')).toMatchObject({ confidence: 'certain', severity: 'blocker' });
    expect(findingOf(told, 'dnssec-fails')?.fixes.map(({ owner }) => owner)).toEqual(['gitpod', 'network-team']);
  });

  test('leads to a request for UDP port 53 if it answers only over TCP', () => {
    const told = session().host({ resolvers: RESOLVERS }).dns(APP, 'dns.timeout', 'dns.timeout').https(APP, fails('dns.timeout'));
    told.dns(APP, 'dns.timeout', 'dns.timeout', BESIDE);
    const heard = { afterMs: 5, idMatches: true, rcode: 0, addresses: [RIGHT], aliases: [], extendedErrors: [] };
    const silent = said(FIRST, 'dns.timeout', []);
    const found = (overTcp: object) =>
      findingOf(withAnswers(told.build(), APP, 'dns-details', { ...silent, ...overTcp }), 'resolver-silent');
    expect(found({})?.title).not.toContain('UDP');
    expect(found({ overTcp: heard })).toMatchObject({ title: expect.stringContaining('does not answer over UDP') });
    expect(found({ overTcp: heard })?.evidence.join()).toContain(`Over TCP ${FIRST} answers`);
    expect(found({ overTcp: heard })?.fixes[0]?.text).toContain('allow UDP port 53');
  });

  test('leads to no request for UDP port 53 if it answered another query over UDP', () => {
    const told = session().host({ resolvers: RESOLVERS }).dns('ghcr.io', ['140.82.121.33'], [RIGHT]).https('ghcr.io');
    told.dns(APP, 'dns.timeout', 'dns.timeout').https(APP, fails('dns.timeout')).dns(APP, 'dns.timeout', 'dns.timeout', BESIDE);
    const overTcp = { afterMs: 5, idMatches: true, rcode: 0, addresses: [RIGHT], aliases: [], extendedErrors: [] };
    const inDetail = withAnswers(told.build(), APP, 'dns-details', { ...said(FIRST, 'dns.timeout', []), overTcp });
    const found = (from: string) => findingOf(withAnswers(inDetail, 'ghcr.io', null, said(from, [RIGHT])), 'resolver-silent');
    expect(found(FIRST)?.evidence.join()).not.toContain('Over TCP');
    expect(found(FIRST)?.fixes[0]?.text).not.toContain('allow UDP port 53');
    expect(found(SECOND)?.evidence.join()).toContain(`Over TCP ${FIRST} answers`);
    expect(found(SECOND)?.evidence.join()).not.toContain('are dropped');
  });

  test('is reported neither as resolver-filters nor as dnssec-fails without an extended DNS error', () => {
    expect(rootsOf(missing('dns.nxdomain', { rcode: 3 }))).toEqual(['name-not-found']);
    expect(rootsOf(missing('dns.servfail', { rcode: 2, extendedErrors: [13] }))).toEqual(['resolver-refuses']);
  });

  test.each([22, 23])('is reported as lacking a route to other servers if it sends the extended DNS error %i', (code) => {
    const found = findingOf(missing('dns.servfail', { rcode: 2, extendedErrors: [code] }), 'resolver-refuses');
    expect(found?.evidence).toContainEqual(expect.stringContaining('The resolver gives the reason'));
    expect(found?.fixes[0]?.text).toContain('its own route to other servers');
  });

  test('is the only root cause if it sends Forged Answer (4) with a wrong address', () => {
    const told = others()
      .dns(APP, [WRONG])
      .https(APP, fails('tls.name-mismatch', { addresses: [WRONG] }))
      .dns(APP, [WRONG], [WRONG], BESIDE);
    const details = said(FIRST, [WRONG], [{ addresses: [WRONG], extendedErrors: [4] }]);
    expect(rootsOf(withAnswers(told.build(), APP, 'dns-details', details))).toEqual(['resolver-filters']);
  });

  test('is not reported if it sends Forged Answer (4) but the host has a trusted certificate at that address', () => {
    const told = others()
      .dns(APP, [RIGHT])
      .https(APP, passes({ addresses: [RIGHT] }))
      .dns(APP, [RIGHT], [RIGHT], BESIDE);
    const details = said(FIRST, [RIGHT], [{ addresses: [RIGHT], extendedErrors: [4] }]);
    expect(rootsOf(withAnswers(told.build(), APP, 'dns-details', details))).toEqual([]);
  });
});

/** The system uses the first resolver, which gives one address; the second gives another, which was tried. */
function contradicted(row: Outcome, there: Outcome, second: readonly string[] = [RIGHT]): Session {
  const told = others().dns(APP, [WRONG]).https(APP, row).control('other-answer', APP, there).build();
  return withAnswers(told, APP, null, said(FIRST, [WRONG]), said(SECOND, second));
}

describe('a public address that the second resolver does not return', () => {
  const there = passes({ addresses: [RIGHT] });

  test("is certainly wrong if another server answers at it and the host has a trusted certificate at the second resolver's address", () => {
    const told = contradicted(fails('tls.name-mismatch', { addresses: [WRONG] }), there);
    expect(rootsOf(told)).toEqual(['resolver-answers-falsely']);
    expect(findingOf(told, 'resolver-answers-falsely')).toMatchObject({
      confidence: 'certain',
      severity: 'blocker',
      title: `The resolver ${FIRST} gives a wrong address for ${APP}`,
    });
  });

  test('is only likely to be wrong if no server answers at it, because the host may be down', () => {
    const told = contradicted(fails('tcp.timeout', { addresses: [WRONG] }), there);
    expect(findingOf(told, 'resolver-answers-falsely')?.confidence).toBe('likely');
  });

  test('is not reported as wrong if the host answers at neither address', () => {
    const told = contradicted(fails('tcp.refused', { addresses: [WRONG] }), fails('tcp.refused', { addresses: [RIGHT] }));
    expect(rootsOf(told)).toEqual(['port-refused']);
  });

  test('is not reported as wrong if the second resolver returns both addresses', () => {
    const told = contradicted(fails('tcp.refused', { addresses: [WRONG] }), there, [WRONG, RIGHT]);
    expect(rootsOf(told)).toEqual(['port-refused']);
  });
});

describe('a name that only the second resolver knows', () => {
  const split = (there: Outcome) => {
    const told = others().dns(APP, 'dns.nxdomain').https(APP, fails('dns.nxdomain')).control('other-answer', APP, there).build();
    return findingOf(withAnswers(told, APP, null, said(FIRST, 'dns.nxdomain'), said(SECOND, [RIGHT])), 'resolvers-disagree')?.evidence;
  };

  test("has evidence that it exists only if the host has a trusted certificate at the second resolver's address", () => {
    expect(split(passes({ addresses: [RIGHT] }))).toContainEqual(
      expect.stringContaining(`At ${RIGHT} the host presents its genuine certificate`),
    );
    expect(split(fails('tcp.timeout', { addresses: [RIGHT] }))).toContainEqual(expect.stringContaining('does not answer either'));
  });
});

/** One question with several answers. */
function answeredTwice(first: Partial<DnsDatagram>, later: Partial<DnsDatagram>, there: Outcome | null): Session {
  const told = others()
    .dns(APP, [WRONG])
    .https(APP, fails('tcp.timeout', { addresses: [WRONG] }))
    .dns(APP, [WRONG], [WRONG], BESIDE);
  if (there !== null) told.control('other-answer', APP, there);
  return withAnswers(told.build(), APP, 'dns-details', said(FIRST, [WRONG], [first, later]));
}

describe('one query that is answered twice', () => {
  const genuine = { addresses: [RIGHT] };

  test('is reported as answers-injected if TLS confirms the second answer', () => {
    const told = answeredTwice({ addresses: [WRONG] }, genuine, passes({ addresses: [RIGHT] }));
    expect(rootsOf(told)).toEqual(['answers-injected']);
    expect(findingOf(told, 'answers-injected')).toMatchObject({ confidence: 'certain', severity: 'blocker' });
  });

  test('is not reported if TLS confirms neither of two public addresses, because services rotate addresses', () => {
    expect(rootsOf(answeredTwice({ addresses: [WRONG] }, genuine, null))).toEqual(['port-dropped']);
    expect(rootsOf(answeredTwice({ addresses: [WRONG] }, genuine, fails('tcp.timeout', { addresses: [RIGHT] })))).toEqual(['port-dropped']);
  });

  test('is not reported if both answers are equal', () => {
    expect(rootsOf(answeredTwice({ addresses: [WRONG] }, { addresses: [WRONG] }, null))).toEqual(['port-dropped']);
  });

  test('is only likely to be answers-injected if one answer is NXDOMAIN and the other an address', () => {
    const found = findingOf(missing('dns.nxdomain', { rcode: 3 }, genuine), 'answers-injected');
    expect(found?.confidence).toBe('likely');
    expect(found?.evidence[0]).toContain(`NXDOMAIN, then ${RIGHT}`);
  });

  test('is reported with the wrong ID as evidence if an answer has the ID of another query', () => {
    const found = findingOf(missing('dns.nxdomain', { rcode: 3 }, { ...genuine, idMatches: false }), 'answers-injected');
    expect(found?.evidence).toContainEqual(expect.stringContaining('the ID of another question'));
  });
});

describe('an invented name', () => {
  const led = (invented: readonly string[] | FailureKind) =>
    others()
      .dns(APP, [WRONG])
      .https(APP, fails('tls.name-mismatch', { addresses: [WRONG] }))
      .dns(INVENTED_NAME, invented, invented, { role: 'control', purpose: 'invented-name', nameIsOurs: true })
      .build();

  test('shows that NXDOMAIN is rewritten if it resolves to the same address as the host', () => {
    expect(rootsOf(led([WRONG]))).toEqual(['nxdomain-rewritten']);
    expect(findingOf(led([WRONG]), 'nxdomain-rewritten')).toMatchObject({ confidence: 'certain', severity: 'blocker' });
  });

  test("shows that NXDOMAIN is rewritten even if a connection to another owner's host opened", () => {
    const built = session()
      .dns(APP, [WRONG])
      .https(APP, fails('tls.unknown-issuer', { addresses: [WRONG] }))
      .control('other-owner', 'mcr.microsoft.com', passes())
      .dns(INVENTED_NAME, [WRONG], [WRONG], { role: 'control', purpose: 'invented-name', nameIsOurs: true });
    expect(findingOf(built.build(), 'nxdomain-rewritten')?.confidence).toBe('certain');
  });

  test('does not show that NXDOMAIN is rewritten if it does not exist or resolves to another address', () => {
    expect(rootsOf(led('dns.nxdomain'))).toEqual(['certificate-for-another-name']);
    expect(rootsOf(led(['20.9.9.99']))).toEqual(['certificate-for-another-name']);
  });
});
