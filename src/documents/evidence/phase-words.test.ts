/** If these fail, the evidence omits a measured value, or which programs trust an issuer. */
import { describe, expect, it } from 'vitest';
import type { HttpAnswer, PhaseOf } from '../../model/phase.ts';
import type { ProgramTrust } from '../../model/program-trust.ts';
import { createSay } from '../words/say.ts';
import { phaseLines } from './phase-words.ts';

const say = createSay((text) => (text.startsWith('/home') ? '<path>' : text));
const times = { startMs: 0, durationMs: 1, ok: true, hop: 0, peer: 'target' as const };

const ANSWER: HttpAnswer = {
  'http.response.status_code': 206,
  contentType: null,
  announcedBytes: null,
  receivedBytes: 131_072,
  cutByLimit: false,
  products: [],
  headers: [],
  filterVendor: null,
  pageClass: 'none',
  clockSkewMs: null,
  redirect: null,
  extracted: null,
};
const http = {
  name: 'http' as const,
  ...times,
  'server.address': 'a.example',
  'server.port': 443,
  'http.request.method': 'GET',
  'url.path': '/',
};

describe('the line of a response', () => {
  const words = (bytesPerSecond?: number | null) =>
    phaseLines({ ...http, answer: ANSWER, ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }) }, say)[0]?.text;

  it('shows the speed if it was measured', () => expect(words(48_400)).toMatch(/, 48 KB\/s$/));
  it.each([null, undefined])('shows no speed if it was not measured (%s)', (speed) => expect(words(speed)).not.toContain('/s'));
});

describe('the evidence of a TLS handshake', () => {
  const list = (program: ProgramTrust['program'], vouches: ProgramTrust['vouches'], decidedBy: string | null = null): ProgramTrust => ({
    program,
    decidedBy,
    vouches,
    files: [{ path: '/home/me/ca.pem', state: 'sound', certificates: 2 }],
  });
  const leaf = {
    subject: { commonName: 'a.example', organization: null },
    issuer: { commonName: 'Corp CA', organization: null },
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2027-01-01T00:00:00Z',
    sha256: 'ab',
    names: ['a.example'],
    selfSigned: false,
  };
  const tls = (rest: Partial<PhaseOf<'tls'>>): PhaseOf<'tls'> => ({
    name: 'tls',
    ...times,
    'server.address': 'a.example',
    serverName: 'a.example',
    'tls.protocol.version': '1.3',
    'tls.cipher': null,
    'tls.next_protocol': 'h2',
    handshakeCompleted: true,
    chain: [leaf],
    trust: { public: 'untrusted', system: 'untrusted', extra: 'unknown' },
    nameMatches: true,
    validNow: true,
    ...rest,
  });
  const words = (rest: Partial<PhaseOf<'tls'>>) => phaseLines(tls(rest), say).map(({ label, text }) => `${label}: ${text}`);

  it('has one line per program with a trust store, and masks the paths', () => {
    const lines = words({
      programs: [list('git', 'trusted', 'http.sslCAInfo'), list('java', 'untrusted'), { ...list('containers', 'unknown'), files: [] }],
    });
    expect(lines).toContain('program: git: trusts the signer, by http.sslCAInfo, <path> (2 certificates)');
    expect(lines).toContain('program: java: does not trust the signer, <path> (2 certificates)');
    expect(lines).toContain('program: containers: not visible from here');
  });

  it('names the file of --ca-file when no other trust store verifies the chain', () => {
    const trust = { public: 'untrusted', system: 'untrusted', extra: 'unknown', named: 'trusted' } as const;
    expect(words({ trust }).join('\n')).toContain('a private CA that the file of --ca-file trusts');
    expect(words({}).join('\n')).toContain('that no store here trusts');
  });

  it('says that the stapled OCSP response is unusable, but only if a reason is recorded', () => {
    const stapled = { status: 'unknown', revokedAt: null } as const;
    expect(words({ stapled: { ...stapled, unusable: 'signature' } }).join('\n')).toContain('revocation: the server sends an OCSP response');
    expect(words({ stapled }).join('\n')).not.toContain('revocation');
  });

  it("says that the issuer's certificate was not sent, instead of naming a private CA, when the last certificate has an AIA URL", () => {
    const chain = [{ ...leaf, issuerUrls: ['http://pki.example/ca.crt'] }];
    expect(words({ chain }).join('\n')).toMatch(/signed by: .*; the certificate of .+ was not sent/);
    expect(words({ chain }).join('\n')).not.toContain('private CA');
    expect(words({ chain, trust: { public: 'untrusted', system: 'trusted', extra: 'unknown' } }).join('\n')).not.toContain('not sent');
  });
});
