/** If these fail, a program that trusts the inspector is reported as not trusting it, or the reverse. */
import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ProgramTrust, type TrustingProgram } from '../../../model/program-trust.ts';
import { issue, rootOf } from '../../testing/certificates.ts';
import { HOST, httpsServer, names, network, phase, serve, URL_OF } from '../../testing/one-host.ts';
import { fetchIn } from '../../testing/pretend.ts';
import type { Stores } from '../../tls/stores.ts';
import { CertificateStore } from '../../tls/trust-path.ts';
import { systemWorld } from '../../world.ts';
import { createProgramTrust } from './program-trust.ts';

const root = await rootOf('Example Corp Inspection CA');
const intermediate = await issue({ name: 'Example Corp Issuing CA', issuer: root, ca: true });
const leaf = await issue({ name: HOST, issuer: intermediate });
const stranger = await rootOf('Example Corp Inspection CA');
/** As most inspectors send it, without the root. */
const CHAIN = [leaf, intermediate].map(({ pem }) => new X509Certificate(pem));
const NOBODY: Stores = { public: new CertificateStore([]), system: new CertificateStore([]), extra: null, own: null, named: null };

const base = await mkdtemp(join(tmpdir(), 'program-trust-'));
afterAll(() => rm(base, { recursive: true, force: true }));
let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(base, 'home-'));
});

async function put(name: string, text: string, mode = 0o644): Promise<string> {
  const path = join(home, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

/** The verdicts of the programs on a machine with only the test's files and the system trust store. */
async function said(extra: Record<string, string> = {}): Promise<ProgramTrust[]> {
  const environment = { HOME: home, PATH: join(home, 'bin'), GIT_CONFIG_NOSYSTEM: '1', ...extra };
  const place = { platform: 'linux' as const, home, applications: join(home, '.config'), machine: join(home, 'etc'), environment };
  const lists = createProgramTrust(systemWorld({ environment, version: '0' }), async () => NOBODY, place);
  return (await lists.ask(CHAIN)).map((one) => ProgramTrust.parse(one));
}

const of = (all: readonly ProgramTrust[], program: TrustingProgram) => all.filter((one) => one.program === program);
const verdicts = (all: readonly ProgramTrust[], program: TrustingProgram) => of(all, program).map(({ vouches }) => vouches);

describe('a program’s trust list', () => {
  it('is left out when the program is not installed, and is unknown for containers', async () => {
    const all = await said();
    expect(verdicts(all, 'node')).toEqual(['untrusted']);
    expect(verdicts(all, 'containers')).toEqual(['unknown']);
    expect(of(all, 'java')).toEqual([]);
    expect(of(all, 'aws')).toEqual([]);
    expect(of(all, 'jetbrains')).toEqual([]);
  });

  it.each<[string, TrustingProgram]>([
    ['NODE_EXTRA_CA_CERTS', 'node'],
    ['NODE_EXTRA_CA_CERTS', 'vscode'],
    ['SSL_CERT_FILE', 'go'],
    ['SSL_CERT_DIR', 'go'],
    ['SSL_CERT_FILE', 'curl'],
    ['CURL_CA_BUNDLE', 'curl'],
    ['GIT_SSL_CAINFO', 'git'],
    ['REQUESTS_CA_BUNDLE', 'python'],
    ['CURL_CA_BUNDLE', 'python'],
    ['AWS_CA_BUNDLE', 'aws'],
    ['REQUESTS_CA_BUNDLE', 'aws'],
  ])('is the file or folder in %s for %s, even if the server does not send the root', async (variable, program) => {
    const file = await put('corp/ca.pem', root.pem);
    const all = await said({ [variable]: variable === 'SSL_CERT_DIR' ? dirname(file) : file });
    expect(of(all, program)).toMatchObject([{ decidedBy: variable, vouches: 'trusted' }]);
  });

  it.each<[string, TrustingProgram]>([
    ['NODE_EXTRA_CA_CERTS', 'go'],
    ['NODE_EXTRA_CA_CERTS', 'git'],
    ['SSL_CERT_FILE', 'node'],
    ['SSL_CERT_FILE', 'git'],
    ['GIT_SSL_CAINFO', 'curl'],
    ['AWS_CA_BUNDLE', 'go'],
  ])('that %s sets has no effect on %s', async (variable, program) => {
    const all = await said({ [variable]: await put('ca.pem', root.pem) });
    expect(verdicts(all, program)).not.toContain('trusted');
  });

  it('does not trust a CA that has the name of a listed CA but another key', async () => {
    const all = await said({ GIT_SSL_CAINFO: await put('ca.pem', stranger.pem) });
    expect(of(all, 'git')).toMatchObject([{ vouches: 'untrusted', files: [{ state: 'sound', certificates: 1 }] }]);
  });

  it('is treated as empty when it is missing, and as unknown when it cannot be parsed', async () => {
    expect(of(await said({ AWS_CA_BUNDLE: join(home, 'gone.pem') }), 'aws')).toMatchObject([
      { vouches: 'untrusted', files: [{ state: 'missing', certificates: 0 }] },
    ]);
    expect(of(await said({ AWS_CA_BUNDLE: await put('x.pem', 'hello') }), 'aws')).toMatchObject([
      { vouches: 'unknown', files: [{ state: 'not-pem' }] },
    ]);
  });
});

describe('the trust lists of programs', () => {
  it('are replaced by settings of npm, pip and AWS', async () => {
    const file = await put('corp ca.pem', root.pem);
    await put('.npmrc', `cafile=${file}\n`);
    await put('.config/pip/pip.conf', `[global]\ncert = ~/corp ca.pem\n`);
    await put('.aws/config', `[default]\nca_bundle = ${file}\n`);
    const all = await said();
    expect(of(all, 'npm')).toMatchObject([{ decidedBy: 'cafile', vouches: 'trusted' }]);
    expect(of(all, 'python')).toMatchObject([{ decidedBy: 'pip cert', vouches: 'trusted', files: [{ path: file }] }]);
    expect(of(all, 'aws')).toMatchObject([{ decidedBy: 'ca_bundle', vouches: 'trusted' }]);
  });

  it('do not include the system store for VS Code when http.systemCertificates is false', async () => {
    await put('.config/Code/User/settings.json', '{ "http.systemCertificates": false, // as before\n}');
    expect(of(await said(), 'vscode')).toMatchObject([{ decidedBy: 'http.systemCertificates' }]);
  });

  it('include certifi of the first Python on the PATH, for Python and for the AWS CLI', async () => {
    const packages = 'python/lib/python3.11/site-packages';
    await put('python/bin/python3', '#!/bin/sh\n', 0o755);
    await put(`${packages}/certifi/cacert.pem`, root.pem);
    await put(`${packages}/botocore/cacert.pem`, stranger.pem);
    await mkdir(join(home, 'venv', 'bin'), { recursive: true });
    await symlink(join(home, 'python/bin/python3'), join(home, 'venv/bin/python3'));
    const all = await said({ PATH: join(home, 'venv/bin') });
    const files = [{ path: join(home, packages, 'certifi/cacert.pem'), state: 'sound', certificates: 1 }];
    expect(of(all, 'python')).toEqual([{ program: 'python', decidedBy: null, files, vouches: 'trusted' }]);
    expect(of(all, 'aws')).toEqual([{ program: 'aws', decidedBy: null, files, vouches: 'trusted' }]);
  });

  it("include certifi of the Python that pyenv's version file selects, if python3 is a pyenv shim", async () => {
    await put('pyenv/shims/python3', '#!/bin/sh\n', 0o755);
    await put('pyenv/version', '3.12.1\n');
    await put('pyenv/versions/3.12.1/lib/python3.12/site-packages/certifi/cacert.pem', root.pem);
    expect(verdicts(await said({ PATH: join(home, 'pyenv/shims') }), 'python')).toEqual(['trusted']);
  });

  it("include the AWS CLI package's own list, whatever certifi contains", async () => {
    await put('aws-cli/v2/dist/aws', '#!/bin/sh\n', 0o755);
    await put('aws-cli/v2/dist/awscli/botocore/cacert.pem', stranger.pem);
    await put('.local/lib/python3.11/site-packages/certifi/cacert.pem', root.pem);
    await mkdir(join(home, 'bin'));
    await symlink(join(home, 'aws-cli/v2/dist/aws'), join(home, 'bin/aws'));
    const all = await said();
    expect(verdicts(all, 'aws')).toEqual(['untrusted']);
    expect(verdicts(all, 'python')).toEqual(['trusted']);
  });

  it('include separate lists for JAVA_HOME, the runtime of an IDE and the certificates accepted in an IDE', async () => {
    await put('jdk/lib/security/cacerts', stranger.pem);
    await put('jdk/lib/security/jssecacerts', root.pem);
    await put('.local/share/JetBrains/Toolbox/apps/goland/jbr/lib/security/cacerts', stranger.pem);
    await put('.config/JetBrains/GoLand2026.1/ssl/cacerts', root.pem);
    const all = await said({ JAVA_HOME: join(home, 'jdk') });
    expect(of(all, 'java')).toMatchObject([{ vouches: 'trusted', files: [{ path: join(home, 'jdk/lib/security/jssecacerts') }] }]);
    expect(of(all, 'jetbrains')).toMatchObject([
      { decidedBy: null, vouches: 'untrusted' },
      { decidedBy: 'Server Certificates', vouches: 'trusted' },
    ]);
  });

  it('are replaced for every JVM by a JVM option', async () => {
    await put('jdk/lib/security/cacerts', stranger.pem);
    const file = await put('corp/trust.jks', root.pem);
    const environment = { JAVA_HOME: join(home, 'jdk'), JAVA_TOOL_OPTIONS: `-Xmx1g -Djavax.net.ssl.trustStore="${file}"` };
    expect(of(await said(environment), 'java')).toMatchObject([{ decidedBy: 'JAVA_TOOL_OPTIONS', vouches: 'trusted' }]);
  });
});

describe('a handshake that is checked against every program’s trust list', () => {
  it('ends after the check, with a result for each trust list', async () => {
    const net = await network();
    let requests = 0;
    const chain = { ...leaf, pem: `${leaf.pem}${intermediate.pem}` };
    const server = await serve(
      httpsServer(chain, (_request, response) => {
        requests += 1;
        response.end();
      }),
    );
    net.map(443, server.server);
    const pretend = net.world.pretend;
    if (pretend === null) throw new Error('this world is a pretend one');
    const trustStores = [
      { program: 'git' as const, path: '/etc/corp.pem', certificates: [root.pem] },
      { program: 'java' as const, path: '/opt/jdk/cacerts', certificates: [stranger.pem] },
    ];
    const world = { ...net.world, pretend: { ...pretend, trustStores } };
    const seen = await fetchIn(world, URL_OF, { role: 'control', purpose: 'program-trust', everyProgram: true });
    expect(names(seen)).toBe('dns tcp tls!');
    expect(phase(seen, 'tls').programs?.map(({ program, vouches }) => [program, vouches])).toEqual([
      ['git', 'trusted'],
      ['java', 'untrusted'],
    ]);
    expect(requests).toBe(0);
    expect(phase(await fetchIn(world, URL_OF), 'tls').programs).toBeUndefined();
  });

  it('is accepted for a program whose own list trusts the CA, and for no other', async () => {
    const net = await network();
    const chain = { ...leaf, pem: `${leaf.pem}${intermediate.pem}` };
    net.map(443, (await serve(httpsServer(chain, (_request, response) => response.end('ok')))).server);
    const pretend = net.world.pretend;
    if (pretend === null) throw new Error('this world is a pretend one');
    const trustStores = [{ program: 'git' as const, path: '/etc/corp.pem', certificates: [root.pem] }];
    const world = { ...net.world, pretend: { ...pretend, trustStores } };
    const trust = ['public', 'system', 'own'] as const;
    const seen = await fetchIn(world, URL_OF, { trust: [...trust], ownList: 'git' });
    expect(seen.failure).toBeNull();
    expect(phase(seen, 'tls').trust).toMatchObject({ public: 'untrusted', own: 'trusted' });
    expect((await fetchIn(world, URL_OF, { trust: [...trust], ownList: 'jetbrains' })).failure?.kind).toBe('tls.unknown-issuer');
    expect((await fetchIn(world, URL_OF, { trust: ['public', 'system'] })).failure?.kind).toBe('tls.unknown-issuer');
  });

  it('is verified by a CA file that the user named only in a control, and fails otherwise', async () => {
    const net = await network();
    const chain = { ...leaf, pem: `${leaf.pem}${intermediate.pem}` };
    net.map(443, (await serve(httpsServer(chain, (_request, response) => response.end('ok')))).server);
    const tried = { role: 'control' as const, purpose: 'named-authority' as const, trust: ['public' as const, 'named' as const] };
    const world = { ...net.world, namedRoots: [root.pem] };
    const seen = await fetchIn(world, URL_OF, tried);
    expect(seen.failure).toBeNull();
    expect(phase(seen, 'tls').trust).toMatchObject({ public: 'untrusted', named: 'trusted' });
    // A named file does not make a server genuine: the rows continue as without it.
    expect((await fetchIn(world, URL_OF)).failure?.kind).toBe('tls.unknown-issuer');
    expect((await fetchIn({ ...world, namedRoots: [stranger.pem] }, URL_OF, tried)).failure?.kind).toBe('tls.unknown-issuer');
  });
});
