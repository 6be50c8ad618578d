import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { addressClass } from '../model/address.ts';
import { isPseudonym } from '../model/masked.ts';
import { accountId, filePath, hostName, ipAddress, organisation, plainUrl, publicText, resourceName } from '../model/privacy.ts';
import { redactor } from './testing/redactor.ts';

describe('the pseudonym of a name or address', () => {
  const host = (name: string) => redactor().value(hostName(), name);
  const address = (text: string) => redactor().value(ipAddress(), text);

  it('is the name itself if the name is published or a parent domain of a published name', () => {
    for (const name of [
      'app.gitpod.io',
      'APP.gitpod.io',
      '.gitpod.dev',
      '*.us01.gitpod.dev',
      '.amazonaws.com',
      'localhost',
      'proxy',
      '*',
    ]) {
      expect(host(name)).toBe(name);
    }
    expect(address('35.171.240.32')).toBe('35.171.240.32');
  });

  it('has the same domain for two hosts of one domain, and reveals nothing else', () => {
    const [git, sso, other] = [host('git.corp.acme.com'), host('sso.corp.acme.com'), host('git.acme.com')];
    expect(git.split('.')).toHaveLength(4);
    expect(git.split('.').slice(1)).toEqual(sso.split('.').slice(1));
    expect(git.split('.')[0]).not.toBe(sso.split('.')[0]);
    expect(other.split('.')[1]).toBe(git.split('.')[2]);
    expect(host('.acme.com')).toBe(`.${git.split('.').slice(2).join('.')}`);
    expect(git).not.toMatch(/acme|corp/);
  });

  it("replaces the customer's labels below a published domain", () => {
    expect(host('123456789012.dkr.ecr.us-east-1.amazonaws.com')).toMatch(
      /^px-acct-[a-z2-7]{6}-9012-.\.dkr\.ecr\.us-east-1\.amazonaws\.com$/,
    );
    expect(host('acme-artifacts.s3.us-east-1.amazonaws.com')).toMatch(/^px-[a-z2-7]{7}\.s3\.us-east-1\.amazonaws\.com$/);
  });

  it('has the class, the family and the subnet of the address', () => {
    for (const text of ['10.1.2.3', '172.20.0.4', '192.168.7.8', '100.64.1.1', '52.1.2.3', 'fd12::1', '2600:1f18::5']) {
      expect(addressClass(address(text))).toBe(addressClass(text));
      expect(isPseudonym(address(text))).toBe(true);
    }
    const subnet = (text: string) => address(text).split('-').slice(0, 4).join('-');
    expect(subnet('10.1.2.3')).toBe(subnet('10.1.2.99'));
    expect(subnet('10.1.2.3')).not.toBe(subnet('10.1.3.3'));
    for (const same of ['127.0.0.1', '::1', '0.0.0.0', '169.254.169.254', '192.0.2.1']) expect(address(same)).toBe(same);
  });

  it('replaces each entry of NO_PROXY separately', () => {
    expect(host('10.0.0.0/8')).toBe('10.0.0.0/8');
    expect(host('10.20.0.0/16')).toMatch(/^px-ip4-10-.*\/16$/);
    expect(host('git.acme.com:8443')).toMatch(/:8443$/);
    expect(host('[fd12::1]:80')).toMatch(/^px-ip6-ula-.*:80$/);
    expect(host('10.20.*')).toMatch(/\/16$/);
  });

  it('has no subdomain at the strict level, and is the real name at network-clear', () => {
    const strict = redactor({ level: 'strict' });
    const [git, sso] = [strict.value(hostName(), 'git.acme.com'), strict.value(hostName(), 'sso.acme.com')];
    expect(git.split('.')).toHaveLength(2);
    expect(git).not.toBe(sso);
    const clear = redactor({ level: 'network-clear', secrets: ['pa55w0rd'] });
    expect(clear.text('git.acme.com at 10.1.2.3 with pa55w0rd')).toBe('git.acme.com at 10.1.2.3 with REDACTED-1');
  });
});

describe('other identifiers', () => {
  const value = <T extends z.ZodType<string>>(schema: T, text: string) => redactor().value(schema, text as z.output<T>);
  it('are masked if they name people, accounts, organisations, resources or paths', () => {
    expect(value(accountId(), '123456789012')).toMatch(/^px-acct-[a-z2-7]{6}-9012-[a-z2-7]$/);
    expect(value(accountId(), '149721548608')).toBe('149721548608');
    expect(value(organisation(), 'ACME Root CA')).toMatch(/^px-org-/);
    expect(value(organisation(), 'Zscaler Intermediate Root CA')).toBe('Zscaler Intermediate Root CA');
    expect(value(resourceName(), 'acme-prod')).toMatch(/^px-res-/);
    expect(value(filePath(), '/home/jdoe/.ssh/acme.pem')).toMatch(/^\/home\/px-[a-z2-7]{7}\/\.ssh\/px-[a-z2-7]{7}\.pem$/);
    expect(value(filePath(), '/etc/ssl/certs/ca-certificates.crt')).toBe('/etc/ssl/certs/ca-certificates.crt');
    expect(value(plainUrl(), 'https://git.acme.com/team/repo')).toMatch(/^https:\/\/px-.{7}\.px-.{7}\.com\/px-.{7}\/px-.{7}$/);
    expect(value(plainUrl(), 'https://app.gitpod.io/some/path')).toBe('https://app.gitpod.io/some/path');
  });

  it('keep the vendor of a TLS-inspecting product, but no other part of the CA name', () => {
    const redact = redactor();
    for (const [name, maker] of [
      ['Zscaler Intermediate Root CA (zscalerthree.net) (t)', 'Zscaler'],
      ['ca.acme.goskope.com ACME Netskope CA', 'goskope'],
      ['ACME Palo Alto Decryption', 'Palo Alto'],
      ['Blue Coat ACME', 'Blue Coat'],
    ] as const) {
      const masked = redact.value(organisation(), name);
      expect(masked).toMatch(new RegExp(`^${maker} px-org-[a-z2-7]{7}$`));
      expect(redact.value(organisation(), masked)).toBe(masked);
      expect(redact.text(`signed by “${name}”`)).toBe(`signed by “${masked}”`);
      expect(redact.text(masked)).toBe(masked);
    }
    expect(redact.value(organisation(), 'San Franciscocity CA')).toMatch(/^px-org-/);
  });

  it('stay unchanged if they are paths of a runtime that are the same on every machine', () => {
    for (const path of [
      '/usr/lib/jvm/java-17-openjdk-amd64/lib/security/cacerts',
      '/usr/lib/python3/dist-packages/certifi/cacert.pem',
      '/usr/local/lib/python3.11/site-packages/certifi/cacert.pem',
      '/Library/Java/JavaVirtualMachines/jdk-21.0.2.jdk/Contents/Home/lib/security/cacerts',
    ])
      expect(value(filePath(), path)).toBe(path);
    expect(value(filePath(), '/usr/lib/jvm/java-17-acme/lib')).toMatch(/^\/usr\/lib\/jvm\/px-.{7}\/lib$/);
  });

  it('are masked in free text as in fields', () => {
    const redact = redactor();
    const schema = z.strictObject({ issuer: organisation(), proxy: hostName(), path: filePath() });
    const fields = redact.value(schema, { issuer: 'ACME Root CA', proxy: 'acmeprx01', path: '/opt/acme/ca.pem' });
    expect(redact.text('acmeprx01:3128 signs as "ACME Root CA" from /opt/acme/ca.pem')).toBe(
      `${fields.proxy}:3128 signs as "${fields.issuer}" from ${fields.path}`,
    );
    expect(redact.text('arn:aws:sts::123456789012:assumed-role/AcmeAdmin/jdoe@acme.com')).toMatch(
      /^arn:aws:sts::px-acct-.{6}-9012-.:assumed-role\/px-res-.{7}\/px-user-.{7}$/,
    );
    expect(redact.text('mail jdoe@acme.com or account 123456789012')).toMatch(/^mail px-user-.{7} or account px-acct-/);
    expect(redact.text('10.1.2.3:443, [fd12::1]:443 and git.acme.com.')).toBe(
      `${redact.value(ipAddress(), '10.1.2.3')}:443, [${redact.value(ipAddress(), 'fd12::1')}]:443 and ${redact.value(hostName(), 'git.acme.com')}.`,
    );
  });

  it('are dropped and counted if they have no privacy class', () => {
    const redact = redactor();
    const schema = z.strictObject({ known: publicText(), unknown: z.string() });
    expect(redact.value(schema, { known: 'a', unknown: 'b' })).toEqual({ known: 'a' });
    expect(redact.account().dropped).toBe(1);
  });
});
