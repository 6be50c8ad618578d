import { describe, expect, test } from 'vitest';
import type { EditionName } from '../../model/profile-words.ts';
import type { ProgramTrust, TrustingProgram } from '../../model/program-trust.ts';
import { onlyClaim, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { tlsIntercepted } from './307-tls-intercepted.ts';

const untrusted = fails('tls.unknown-issuer');

/** Re-signed by a CA that the system trust store holds. */
const trustedHere = passes({ trust: { public: 'untrusted' }, issuer: 'Example Corp Inspection CA' });

describe('GD307 with the trust stores of programs', () => {
  const list = (
    program: TrustingProgram,
    vouches: ProgramTrust['vouches'],
    path: string,
    decidedBy: string | null = null,
  ): ProgramTrust => ({
    program,
    decidedBy,
    files: [{ path, state: 'sound', certificates: 140 }],
    vouches,
  });
  const asked = (...programs: ProgramTrust[]) => fails('tls.unknown-issuer', { tls: { programs } });
  const seen = () => session().https('app.gitpod.io', untrusted).https('download.jetbrains.com', untrusted);
  const wordsFor = (...programs: ProgramTrust[]) => {
    const built = seen()
      .control('program-trust', 'app.gitpod.io', asked(...programs))
      .build();
    return wordsOf(tlsIntercepted, onlyClaim(tlsIntercepted, built));
  };

  test('lists which programs trust the issuer, which do not and which are unknown, and says what breaks', () => {
    const words = wordsFor(
      list('system', 'trusted', '/etc/ssl/certs/ca-certificates.crt'),
      list('git', 'trusted', '/etc/corp.pem', 'http.sslCAInfo'),
      list('java', 'untrusted', '/opt/jdk/lib/security/cacerts'),
      { program: 'containers', decidedBy: null, files: [], vouches: 'unknown' },
    );
    expect(words).toContain('On the machine, this CA is trusted by the trust store of the system and git (http.sslCAInfo).');
    expect(words).toContain('On the machine, this CA is not trusted by Java programs (/opt/jdk/lib/security/cacerts).');
    expect(words).toContain('If a connection is inspected in this way, Maven, Gradle and other Java programs download nothing.');
    expect(words).toContain('Not visible from here: containers.');
    expect(words).not.toContain('git does not clone');
  });

  test.each<[string, ProgramTrust, string]>([
    ['Node', list('node', 'untrusted', ''), 'export NODE_EXTRA_CA_CERTS=/path/to/inspection-ca.crt'],
    [
      'the file of NODE_EXTRA_CA_CERTS',
      list('node', 'untrusted', '/etc/corp old.pem', 'NODE_EXTRA_CA_CERTS'),
      "cat inspection-ca.crt >> '/etc/corp old.pem'",
    ],
    [
      'Python',
      list('python', 'untrusted', '/usr/lib/certifi/cacert.pem'),
      'cat /usr/lib/certifi/cacert.pem inspection-ca.crt > ~/ca-bundle.pem',
    ],
    ['the AWS CLI', list('aws', 'untrusted', '/opt/aws/cacert.pem'), 'aws configure set ca_bundle ~/aws-ca-bundle.pem'],
    [
      'Java',
      list('java', 'untrusted', '/opt/jdk/lib/security/cacerts'),
      'keytool -importcert -noprompt -keystore /opt/jdk/lib/security/cacerts',
    ],
    ["git's own CA file", list('git', 'untrusted', '/etc/git.pem', 'http.sslCAInfo'), 'cat inspection-ca.crt >> /etc/git.pem'],
    ['an IDE', list('jetbrains', 'untrusted', '/opt/goland/jbr/lib/security/cacerts'), 'Settings | Tools | Server Certificates'],
  ])('gives a fix for %s if it does not trust the issuer', (_name, program, remedy) => {
    expect(wordsFor(program)).toContain(remedy);
    const trusting = { ...program, vouches: 'trusted' as const };
    if (program.program !== 'jetbrains') expect(wordsFor(trusting)).not.toContain(remedy);
  });

  test('does not ask to add a root certificate that is already in the system trust store', () => {
    expect(wordsFor(list('system', 'trusted', '/etc/ca.crt'))).not.toContain('update-ca-certificates');
    expect(wordsFor(list('system', 'untrusted', '/etc/ca.crt'))).toContain('update-ca-certificates');
  });

  test('does not ask to install the root certificate when every program trusts the issuer', () => {
    const built = session()
      .https('app.gitpod.io', trustedHere)
      .https('download.jetbrains.com', trustedHere)
      .control(
        'program-trust',
        'app.gitpod.io',
        passes({
          trust: { public: 'untrusted' },
          issuer: 'Example Corp Inspection CA',
          tls: { programs: [list('system', 'trusted', '/etc/ca.crt'), list('node', 'trusted', '/etc/ca.crt')] },
        }),
      )
      .build();
    const words = wordsOf(tlsIntercepted, onlyClaim(tlsIntercepted, built));
    expect(words).toContain('and every program here trusts it.');
    expect(words).not.toContain('and install it');
  });

  test('gives commands for the operating system of the machine', () => {
    const on = (platform: string) => wordsOf(tlsIntercepted, onlyClaim(tlsIntercepted, seen().host({ platform }).build()));
    expect(on('darwin')).toContain('security add-trusted-cert');
    expect(on('win32')).toContain('certutil -addstore');
  });

  test('names the installation parameter for a CA if the edition has one', () => {
    const built = seen().build();
    const on = (edition: EditionName) =>
      wordsOf(tlsIntercepted, onlyClaim(tlsIntercepted, { ...built, profile: { ...built.profile, edition } }));
    expect(on('aws-runner-2026')).toContain('as custom_ca_trust_bundle');
    expect(on('gcp-runner-2026')).toContain('as ca_certificate');
    expect(on('document')).not.toContain('Terraform');
  });

  test('does not list a program that trusts another CA', () => {
    const other = fails('tls.unknown-issuer', { issuer: 'Corp Root of another site', tls: { programs: [list('git', 'trusted', '/a')] } });
    const built = seen().control('program-trust', 'ghcr.io', other).build();
    expect(wordsOf(tlsIntercepted, onlyClaim(tlsIntercepted, built))).not.toContain('On the machine it is trusted');
  });

  test('uses a singular verb for one program and a plural verb for JetBrains IDEs', () => {
    const titleOf = (consumer: 'jvm' | 'git') => {
      const built = session()
        .https('app.gitpod.io', untrusted, { of: { consumer } })
        .https('ghcr.io', untrusted, { of: { consumer } })
        .build();
      return wordsOf(tlsIntercepted, onlyClaim(tlsIntercepted, built));
    };
    expect(titleOf('jvm')).toContain('JetBrains IDEs do not trust its certificate');
    expect(titleOf('git')).toContain('git does not trust its certificate');
  });
});
