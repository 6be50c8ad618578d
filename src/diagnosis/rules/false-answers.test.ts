/** Two resolvers, two public addresses: which answer is blamed, and how surely. If one fails, a genuine address is reported as wrong. */
import { describe, expect, test } from 'vitest';
import type { Session } from '../../model/session.ts';
import { said, withAnswers } from '../testing/name-answers.ts';
import type { Outcome } from '../testing/outcome.ts';
import { fails, passes, type RowOptions, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';

const HOST = 'vscode.download.prss.microsoft.com';
const [FIRST, SECOND] = ['10.0.0.2', '10.0.0.3'] as const;
const [HERE, THERE] = ['152.199.21.175', '23.50.131.20'] as const;
const BESIDE: RowOptions = { role: 'control', purpose: 'dns-details', nameIsOurs: true };
const AKAMAI = 'e28622.dscd.akamaiedge.net';

/** The system uses the first resolver; both answers are complete, each with its alias. */
function sessionOf(row: Outcome, aliases: readonly (string | null)[], there: Outcome = passes({ addresses: [THERE] }), rows = 1): Session {
  const resolvers = [FIRST, SECOND].map((address) => ({ address, port: 53 }));
  const told = session().host({ resolvers }).dns('ghcr.io').https('ghcr.io').dns(HOST, [HERE]);
  for (let count = 0; count < rows; count += 1) told.https(HOST, row);
  told.control('other-answer', HOST, there).dns(HOST, [HERE], [HERE], BESIDE);
  const full = [FIRST, SECOND].map((resolver, index) => {
    const addresses = [index === 0 ? HERE : THERE];
    return said(resolver, addresses, [{ addresses, aliases: [aliases[index] ?? null].flatMap((each) => each ?? []) }]);
  });
  return withAnswers(withAnswers(told.build(), HOST, null, said(FIRST, [HERE]), said(SECOND, [THERE])), HOST, 'dns-details', ...full);
}

const dropped = fails('tcp.timeout', { addresses: [HERE] });
const nowhere = fails('tcp.timeout', { addresses: [THERE] });

describe('a DNS alias that only the first resolver returns', () => {
  test.each(['cs9.wpc.v0cdn.net', 'cs9.wac.alphacdn.net', 'x.omegacdn.net', 'cs1.adn.edgecastcdn.net', 'x.vo.llnwd.net', 'x.s.llnwi.net'])(
    'is not a cause if it belongs to a CDN (%s)',
    (alias) => {
      expect(rootsOf(sessionOf(dropped, [alias, AKAMAI], nowhere))).toEqual(['port-dropped']);
    },
  );

  test.each([1, 2])('is at most a possible cause, and no root cause, if no other server was reached (requirements: %i)', (rows) => {
    const told = sessionOf(dropped, ['cdn.unknown.example', AKAMAI], nowhere, rows);
    expect(rootsOf(told)).toEqual(['port-dropped']);
    expect(findingOf(told, 'resolvers-disagree')?.confidence ?? 'possible').toBe('possible');
  });

  test('is a likely cause if another server answers at its address', () => {
    const told = sessionOf(fails('tls.name-mismatch', { addresses: [HERE] }), ['block.filter.example', AKAMAI], nowhere);
    expect(findingOf(told, 'resolvers-disagree')).toMatchObject({ confidence: 'likely' });
  });
});

describe("a certificate of a private CA for the host's own name", () => {
  const inspected = fails('tls.unknown-issuer', { addresses: [HERE], issuer: 'Corp Root', trust: { public: 'untrusted' } });

  test.each<[what: string, aliases: readonly (string | null)[]]>([
    ['there are no DNS aliases', [null, null]],
    ['both resolvers return the same DNS alias', [AKAMAI, AKAMAI]],
  ])('is reported as tls-intercepted if %s, because a TLS inspector may exempt the other address', (_, aliases) => {
    expect(rootsOf(sessionOf(inspected, aliases))).toEqual(['tls-intercepted']);
  });

  test('is reported as resolver-answers-falsely if the resolvers return different DNS aliases', () => {
    const told = sessionOf(inspected, ['block.filter.example', AKAMAI]);
    expect(findingOf(told, 'resolver-answers-falsely')?.confidence).toBe('certain');
  });
});

describe('an address at which the host does not answer', () => {
  test.each([1, 2])('is only likely to be false, and no root cause, when another cause is certain (requirements: %i)', (rows) => {
    const told = sessionOf(fails('tcp.prohibited', { addresses: [HERE] }), [null, null], passes({ addresses: [THERE] }), rows);
    expect(rootsOf(told)).toEqual(['path-rejected']);
    expect(findingOf(told, 'resolver-answers-falsely')).toMatchObject({
      confidence: 'likely',
      title: expect.stringContaining(`gives an address at which ${HOST} does not answer`),
    });
  });

  test('is not reported as false if the aliases of both resolvers end in the same name', () => {
    const told = sessionOf(dropped, [AKAMAI, AKAMAI]);
    expect(findingOf(told, 'resolver-answers-falsely')).toBe(undefined);
  });

  test('is certainly false if another server answers at the address', () => {
    const told = sessionOf(fails('tls.name-mismatch', { addresses: [HERE] }), [null, null]);
    expect(findingOf(told, 'resolver-answers-falsely')).toMatchObject({
      confidence: 'certain',
      title: `The resolver ${FIRST} gives a wrong address for ${HOST}`,
    });
  });
});
