/**
 * What `check --record` may write. If one fails, a recording reveals the network where it was made, or the answers of a device on the path
 * count as genuine.
 */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { assembleRequirements, publicHosts, publishedSpelling } from '../../src/catalog/index.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { fails, passes, type SessionBuilder, session } from '../../src/diagnosis/testing/session.ts';
import { recordingOf } from '../../src/documents/recording/recording.ts';
import { EMPTY_PROFILE, type Profile } from '../../src/model/profile.ts';
import { Recording } from '../../src/model/recording.ts';
import type { Requirement } from '../../src/model/requirement.ts';
import { type Session, SessionEvent } from '../../src/model/session.ts';
import { hostMatches } from '../../src/model/wildcard.ts';
import { mapStrings } from '../../src/redact/walk.ts';
import { foldEvents } from '../../src/session/index.ts';
import { goldenSessions } from '../support/golden-session.ts';

const PROFILE: Profile = {
  ...EMPTY_PROFILE,
  from: 'runner',
  fromIs: 'stated',
  runner: 'standard',
  regions: ['eu-west-1'],
  account: '210987654321',
};
const ROWS = assembleRequirements(PROFILE, null);

function row(id: string): Requirement {
  const found = ROWS.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no row ${id}`);
  return found;
}

const FILE = { contentType: 'application/octet-stream', pageClass: 'none' as const };

/** Rows of the catalogue as their first target, answered in this way. */
function measured(ids: readonly string[], outcome = passes(), told: SessionBuilder = session(PROFILE)): SessionBuilder {
  for (const id of ids) {
    const target = row(id).targets[0]?.target;
    if (target === undefined || !('url' in target)) throw new Error(`${id} has no URL`);
    told.https(target.url, outcome, { requirement: id, of: row(id) });
  }
  return told;
}

function record(told: Session, ownRoots = false) {
  return recordingOf(told, diagnose(told), publishedSpelling(told.profile), ownRoots);
}

function recorded(told: SessionBuilder) {
  const result = record(told.build());
  if (!result.ok) throw new Error(`not recorded: ${result.why}`);
  return { ...result, recording: Recording.parse(result.recording), answer: result.recording.rows[0]?.answers[0] };
}

describe('a recording', () => {
  it('contains status, ALPN, issuer family, media type, headers and redirect hosts of each published host', () => {
    const outcome = passes({ redirectsTo: 'd2glxqk2uabbnd.cloudfront.net', answer: FILE });
    expect(recorded(measured(['releases.supervisor-amd64'], outcome)).answer).toMatchObject({
      of: 'https://releases.gitpod.io/ec2/stable/supervisor-amd64.xz',
      alpn: 'h2',
      issuers: ['amazon'],
      redirectsTo: ['d2glxqk2uabbnd.cloudfront.net'],
    });
  });

  it('names regional hosts without the region, and omits the registry of an account', () => {
    const { recording } = recorded(measured(['aws.ec2', 'aws.ecr']));
    expect(recording.rows).toMatchObject([{ id: 'aws.ec2', answers: [{ of: 'https://ec2.<region>.amazonaws.com' }] }]);
    expect(JSON.stringify(recording)).not.toContain('210987654321');
  });

  it('keeps the gateway addresses that answered over UDP', () => {
    const [first = ''] = row('gateway.udp-4242').targets.map(({ target }) => ('address' in target ? target.address : ''));
    const { recording } = recorded(measured(['management.app']).udp(first, passes(), { of: row('gateway.udp-4242') }));
    expect(recording.baseline.answered).toEqual([first]);
    expect(recording.rows.find(({ id }) => id === 'gateway.udp-4242')?.answers).toMatchObject([{ of: `${first}:4242`, overUdp: true }]);
  });

  it('is made even if the gateway is silent, and omits the requirement of the silent address', () => {
    const [first = ''] = row('gateway.udp-4242').targets.map(({ target }) => ('address' in target ? target.address : ''));
    const told = measured(['management.app']).udp(first, fails('udp.silent'), { of: row('gateway.udp-4242') });
    expect(recorded(told).recording.rows.map(({ id }) => id)).toEqual(['management.app']);
  });

  it('is marked as simulated if the public roots came from a file, as in a lab', () => {
    expect(record(measured(['management.app']).build(), true)).toMatchObject({ ok: true, recording: { pretend: true } });
    expect(record(measured(['management.app']).build())).toMatchObject({ ok: true, recording: { pretend: false } });
  });

  it('omits a redirect host of an unknown owner, and reports that host separately', () => {
    const { recording, leftOut } = recorded(
      measured(['releases.supervisor-amd64'], passes({ redirectsTo: 'mirror.corp.example', answer: FILE })),
    );
    expect(leftOut).toEqual(['mirror.corp.example']);
    expect(JSON.stringify(recording)).not.toContain('corp');
  });

  it.each<[string, SessionBuilder, RegExp]>([
    [
      'a proxy intercepts TLS',
      measured(['management.app'], passes({ issuer: 'Corp Inspection CA', trust: { public: 'untrusted', system: 'trusted' } })),
      /^TLS to app\.gitpod\.io is re-signed on this network$/,
    ],
    [
      'a proxy intercepts TLS to one of several hosts',
      measured(['aws.sts'], passes({ trust: { public: 'untrusted', extra: 'trusted' } }), measured(['management.app'])),
      /re-signed/,
    ],
    ['a host is refused', measured(['aws.sts'], fails('tcp.refused'), measured(['management.app'])), /^the check found GD\d{3} /],
    ['no host answered with proof', session(PROFILE), /^no published host/],
  ])('is refused when %s, and one line gives the reason', (_, told, why) => {
    const result = record(told.build());
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.why).toMatch(why);
  });
});

const PLANTED = 'heron4471';
const words = fc.constantFrom(`${PLANTED}.corp.example`, `x-${PLANTED}`, `${PLANTED} Inc`, `application/${PLANTED}`, `svc-${PLANTED}`);

test('a recording reveals nothing about the network, whatever a proxy or a server puts into an answer', () => {
  fc.assert(
    fc.property(words, words, words, fc.constantFrom('management.app', 'aws.sts', 'releases.supervisor-amd64'), (one, two, three, id) => {
      const hosts = one.replaceAll(/[ /]/g, '.');
      const outcome = passes({
        addresses: ['10.71.44.7'],
        issuer: two,
        redirectsTo: hosts,
        tls: { 'tls.next_protocol': three, serverName: hosts },
        answer: { headers: ['server', two.toLowerCase()], contentType: three, products: [one], filterVendor: null },
      });
      const told = session({ ...PROFILE, scm: [`https://${hosts}`], runnerDomain: hosts, place: PLANTED, note: PLANTED, ticket: PLANTED })
        .host({ resolvers: [{ address: '10.71.44.53', port: 53 }], ownAddresses: [{ address: '10.71.44.9', prefix: 24 }] })
        .proxy(`http://${hosts}:3128`)
        .https(`https://${hosts}/`, passes(), { requirement: 'scm.provider', of: row('scm.provider') });
      const result = record(measured(['management.app'], passes(), measured([id], outcome, told)).build());
      const text = JSON.stringify(result.ok ? result.recording : result.why);
      // What is measured last has no planted answer, so that something is recorded.
      expect(text).toContain('app.gitpod.io');
      expect(text).not.toMatch(/heron4471|10\.71\.44|3128/);
    }),
    { numRuns: 60 },
  );
});

test('a recording contains published hosts only, even if a planted word replaces every other name of the session', () => {
  const published = publicHosts(['us-east-1', 'eu-west-1']);
  const isPublished = (text: string) => published.some((pattern) => hostMatches(pattern, text));
  let made = 0;
  for (const { events, name } of goldenSessions()) {
    const planted = events.map((event) => {
      // The first event contains the list's own address.
      if (event.type === 'session-started') return event;
      return mapStrings(SessionEvent, event, (text, { class: of, host }) => {
        if (of === 'public' || of === null || isPublished(text) || (host !== null && isPublished(host))) return text;
        const urlHost = URL.parse(text)?.hostname ?? '';
        return isPublished(urlHost) ? text : text.replace(/[a-z0-9]{3,}/gi, PLANTED);
      });
    }) as SessionEvent[];
    const result = record(foldEvents(planted));
    if (!result.ok) continue;
    made += 1;
    const lines = JSON.stringify(result.recording, null, 1).split('\n');
    expect([name, lines.filter((line) => line.includes(PLANTED))]).toEqual([name, []]);
  }
  expect(made).toBeGreaterThan(0);
});
