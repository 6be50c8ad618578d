import { describe, expect, test } from 'vitest';
import { Area } from '../model/area.ts';
import { EMPTY_PROFILE, type Profile } from '../model/profile.ts';
import { CatalogInfo } from '../model/provenance.ts';
import { Requirement } from '../model/requirement.ts';
import { targetText } from '../model/target.ts';
import { assembleRequirements, catalogInfo, KNOWN_REDIRECT_HOSTS, publicHosts } from './index.ts';

const PROFILE: Profile = { ...EMPTY_PROFILE, regions: ['us-east-1'], account: '123456789012' };

function row(id: string, profile = PROFILE): Requirement {
  const found = assembleRequirements(profile, null).find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`there is no row ${id}`);
  return found;
}

const tested = (id: string, profile?: Profile) => row(id, profile).targets.map(({ target }) => targetText(target));

describe('the requirements of the catalogue', () => {
  const rows = assembleRequirements(PROFILE, null);

  test('match the schema and have unique ids', () => {
    for (const one of rows) expect(Requirement.parse(one)).toEqual(one);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    for (const { id, area } of rows) expect(id.startsWith(`${area}.`)).toBe(true);
  });

  test('cover every area of the access requirements, in order', () => {
    expect([...new Set(rows.map(({ area }) => area))]).toEqual(Area.options);
  });

  test('keep the ids that reports and demos rely on', () => {
    const ids = rows.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(
        [
          'host.network host.clock host.trust-files proxy.variables proxy.reachable proxy.no-proxy dns.resolvers management.app',
          'gateway.udp-4242 gateway.https-8443 gateway.subdomains-8443 vscode.commits-x64 vscode.commits-arm64 vscode.server-x64',
          'vscode.server-arm64 vscode.unpkg vscode.marketplace vscode.gallerycdn jetbrains.download registries.mcr registries.ecr-public',
          'registries.docker-index scm.provider scm.sso registries.private metrics.remote-write imds.endpoint aws.ec2 aws.ecr aws.s3',
          'aws.acm ami.bottlerocket ami.ec2-runner ssh.gitpod-remote ssh.gitpod-environment',
        ].flatMap((line) => line.split(' ')),
      ),
    );
  });

  test('include, for every value that another requirement uses, a requirement that extracts the value', () => {
    const sources = rows.flatMap(({ discovery }) => (discovery === null ? [] : [discovery]));
    expect(sources.length).toBeGreaterThan(0);
    for (const { from, extract } of sources) expect(row(from).proof.extract).toBe(extract);
  });

  test('have a target even when a value for them was not extracted', () => {
    for (const one of rows) if (one.discovery !== null) expect(one.targets.length).toBeGreaterThan(0);
  });

  test('name the pattern that each invented host stands for', () => {
    for (const one of rows.filter(({ origin, targets }) => origin === 'document' && targets.length > 0)) {
      const isPattern = one.endpoint.startsWith('https://') && one.endpoint.includes('*');
      for (const { standsFor } of one.targets) expect(standsFor !== null).toBe(isPattern);
    }
  });

  test('list the runners and programs to which they apply', () => {
    const runner = (id: string) => row(id).conditions;
    expect(runner('gateway.udp-4242')).toEqual([{ kind: 'runner', is: 'standard' }]);
    expect(runner('aws.acm')).toEqual([{ kind: 'runner', is: 'enterprise' }]);
    expect(row('aws.logs').level).toBe('optional');
    expect(row('gateway.udp-4242').neededFrom).toEqual(['runner']);
    expect(row('management.app').neededFrom).toEqual(['laptop', 'runner', 'environment']);
  });

  test('never follow a redirect from a bare host', () => {
    for (const { proof, targets } of rows)
      for (const { target, standsFor } of targets)
        if (target.kind === 'https' && target.path === '/' && standsFor === null) expect(proof.followRedirects).toBe(false);
  });
});

describe('placeholders in targets', () => {
  test('are filled once per region', () => {
    expect(tested('aws.ec2', { ...PROFILE, regions: ['us-east-1', 'eu-west-1'] })).toEqual([
      'https://ec2.us-east-1.amazonaws.com/',
      'https://ec2.eu-west-1.amazonaws.com/',
    ]);
    expect(row('aws.ec2').endpoint).toBe('https://ec2.<region>.amazonaws.com');
  });

  test.each([
    ['cn-north-1', 'https://ec2.cn-north-1.amazonaws.com.cn/'],
    ['us-gov-west-1', 'https://ec2.us-gov-west-1.amazonaws.com/'],
    ['eusc-de-east-1', 'https://ec2.eusc-de-east-1.amazonaws.eu/'],
    ['xx-nowhere-9', 'https://ec2.xx-nowhere-9.amazonaws.com/'],
  ])('are filled with the suffix of the partition of %s', (region, url) => {
    expect(tested('aws.ec2', { ...PROFILE, regions: [region] })).toEqual([url]);
  });

  test.each<[string, Partial<Profile>, string]>([
    ['aws.ec2', { regions: [] }, 'region'],
    ['aws.ec2', { regions: ['../x'] }, 'region'],
    ['aws.ecr', { regions: [] }, 'region'],
    ['aws.ecr', { account: null }, 'account'],
    ['aws.ecr', { account: '12' }, 'account'],
    ['scm.provider', {}, 'scm'],
    ['scm.provider', { scm: ['not a url', 'ftp://x'] }, 'scm'],
    ['metrics.remote-write', {}, 'metrics'],
    ['ssh.gitpod-remote', {}, 'ssh-alias'],
  ])('stay empty in %s with %j, and the requirement reports a missing %s', (id, change, missing) => {
    expect(row(id, { ...PROFILE, ...change }).missing).toBe(missing);
  });

  test('are filled with the URLs of the user without credentials, query and fragment', () => {
    const profile = { ...PROFILE, scm: ['ghe.corp.example', 'https://me:secret@git.corp.example/a?token=secret#secret'] };
    expect(tested('scm.provider', profile)).toEqual(['https://ghe.corp.example/', 'https://git.corp.example/a']);
    expect(JSON.stringify(row('scm.provider', profile))).not.toContain('secret');
  });
});

test('masked reports leave published names readable and mask every name of the user', () => {
  const hosts = publicHosts(['us-east-1']);
  expect(hosts).toEqual(
    expect.arrayContaining([
      'app.gitpod.io',
      '*.us01.gitpod.dev',
      '35.171.240.32',
      'ec2.us-east-1.amazonaws.com',
      '169.254.0.0/16',
      '.internal',
    ]),
  );
  expect(hosts).toEqual(expect.arrayContaining(KNOWN_REDIRECT_HOSTS.map(({ host }) => host)));
  // The registry of Ona's own account is published.
  expect(hosts.filter((host) => /(?<!^025066274397)\.dkr\.ecr/.test(host) || host.includes('<') || host.includes(' '))).toEqual([]);
});

test('the digest of the catalogue changes only with the catalogue', () => {
  expect(CatalogInfo.parse(catalogInfo(null))).toEqual(catalogInfo(null));
  expect(catalogInfo(null).sha256).toMatch(/^[0-9a-f]{64}$/);
  const overlay = { remove: [], replaceHost: { 'app.gitpod.io': 'app.ona.com' }, add: [], sha256: 'x' };
  expect(catalogInfo(overlay)).toMatchObject({ overlay: 'x' });
  expect(catalogInfo(overlay).sha256).not.toBe(catalogInfo(null).sha256);
});
