import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readEncryptedDns } from './encrypted-settings.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function found(files: Record<string, string>, platform: NodeJS.Platform = 'linux') {
  const machine = mkdtempSync(join(tmpdir(), 'encrypted-dns-'));
  folders.push(machine);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(machine, name)), { recursive: true });
    writeFileSync(join(machine, name), text);
  }
  return readEncryptedDns({ platform, machine, home: machine, applications: machine, environment: {} });
}

test('a machine without settings has no encrypted lookups', async () => {
  expect(await found({ 'systemd/resolved.conf': '[Resolve]\n#DNSOverTLS=yes\n' })).toEqual([]);
});

test('a drop-in file of systemd-resolved overrides the main file, and its servers are listed', async () => {
  const settings = await found({
    'systemd/resolved.conf': '[Resolve]\nDNSOverTLS=no\n',
    'systemd/resolved.conf.d/50-corp.conf': '[Resolve]\nDNS=10.0.0.2#dns.corp.example\nDNSOverTLS=yes\n',
  });
  expect(settings).toMatchObject([{ by: 'systemd-resolved', over: 'tls', mode: 'strict', servers: ['dns.corp.example'] }]);
  expect(settings[0]?.file).toMatch(/50-corp\.conf$/);
});

test('DNS over TLS in the configuration of NetworkManager is read', async () => {
  const settings = await found({ 'NetworkManager/conf.d/dot.conf': '[connection]\nconnection.dns-over-tls=1\n' });
  expect(settings).toMatchObject([{ by: 'network-manager', mode: 'opportunistic' }]);
});

test('a browser policy for DNS over HTTPS is reported with the host of the URL and without its path', async () => {
  const settings = await found({
    'opt/chrome/policies/managed/dns.json': JSON.stringify({
      DnsOverHttpsMode: 'secure',
      DnsOverHttpsTemplates: 'https://doh.corp.example/k3y/dns-query{?dns}',
    }),
    'firefox/policies/policies.json': JSON.stringify({
      policies: { DNSOverHTTPS: { Enabled: true, ProviderURL: 'https://doh.example/q' } },
    }),
  });
  expect(settings).toMatchObject([
    { by: 'chrome', over: 'https', mode: 'strict', servers: ['doh.corp.example'] },
    { by: 'firefox', over: 'https', mode: 'opportunistic', servers: ['doh.example'] },
  ]);
  expect(JSON.stringify(settings)).not.toContain('k3y');
});

test('a file that is not JSON, and values that are not strings, are ignored', async () => {
  const files = { 'chromium/policies/managed/x.json': '{', 'opt/edge/policies/managed/y.json': '{"DnsOverHttpsMode": 7}' };
  expect(await found({ ...files, 'systemd/resolved.conf': '[Resolve]\nDNSOverTLS=maybe\n' })).toEqual([]);
  expect(await found({ 'firefox/policies/policies.json': '[]' })).toEqual([]);
});
