/** Where scripts are named. If one fails, a script that a program uses is not looked at, or its token is stored. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBrowserScripts } from '../machine/settings/browsers.ts';
import { systemWorld } from '../world.ts';
import { leasedScript, parentDomains, readLeasedScript, searchDomains, wpadNames } from './discovery.ts';
import { readNamedScripts } from './named-scripts.ts';

const PAC = 'http://pac.corp.example/a.pac?token=kestrel';

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'scripts-'));
});
afterAll(() => rm(home, { recursive: true }));

async function written(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(home, name)), { recursive: true });
    await writeFile(join(home, name), text);
  }
}

test('proxy scripts are read from browser policies and profiles', async () => {
  await written({
    'etc/opt/chrome/policies/managed/proxy.json': JSON.stringify({ ProxyMode: 'pac_script', ProxyPacUrl: `${PAC}1` }),
    'etc/opt/edge/policies/recommended/proxy.json': JSON.stringify({ ProxySettings: { ProxyMode: 'pac_script', ProxyPacUrl: `${PAC}2` } }),
    'etc/chromium/policies/managed/proxy.json': JSON.stringify({ ProxyMode: 'direct', ProxyPacUrl: PAC }),
    'etc/firefox/policies/policies.json': JSON.stringify({ policies: { Proxy: { Mode: 'autoConfig', AutoConfigURL: `${PAC}3` } } }),
    '.config/google-chrome/Profile 1/Preferences': JSON.stringify({ proxy: { mode: 'pac_script', pac_url: `${PAC}4` } }),
    '.config/chromium/Default/Preferences': JSON.stringify({ proxy: { mode: 'auto_detect' } }),
    '.config/google-chrome/Crash Reports/Preferences': JSON.stringify({ proxy: { mode: 'pac_script', pac_url: PAC } }),
    '.mozilla/firefox/x.default/prefs.js': `user_pref("network.proxy.autoconfig_url", "${PAC}5");\nuser_pref("network.proxy.type", 2);\n`,
    '.mozilla/firefox/y.old/prefs.js': `user_pref("network.proxy.autoconfig_url", "${PAC}");\nuser_pref("network.proxy.type", 5);\n`,
  });
  const { scripts, isDiscovering } = await readBrowserScripts({
    platform: 'linux',
    home,
    applications: join(home, '.config'),
    machine: join(home, 'etc'),
    environment: {},
  });
  expect(scripts.map(({ source, url }) => `${source} ${url.reveal().slice(PAC.length)}`).sort()).toEqual([
    'chrome 4',
    'firefox 5',
    'policy 1',
    'policy 2',
    'policy 3',
  ]);
  expect([isDiscovering, JSON.stringify(scripts).includes('kestrel')]).toEqual([true, false]);
});

test('each URL of a proxy script has one number, and only the origin of the URL is stored', async () => {
  const world = systemWorld({ environment: { HOME: join(home, 'empty') }, version: '0', proxyScript: './own.pac' });
  const url = (text: string) => ({ reveal: () => text }) as never;
  const named = await readNamedScripts(world, {
    otherSettings: [{ program: 'jetbrains', kind: 'auto-detect', file: '/j' }],
    scripts: [
      { program: 'system', url: url(PAC), file: '/s' },
      { program: 'jetbrains', url: url(PAC), file: '/j' },
      { program: 'system', url: url(`${PAC}2`), file: '/s' },
      { program: 'system', url: url('http://user@:x'), file: '/s' },
    ],
  });
  expect(named.map(({ number, url: place, namedBy }) => [number, place, namedBy.map(({ source }) => source).join(' ')])).toEqual([
    [1, 'file:', 'given'],
    [2, 'http://pac.corp.example/', 'system jetbrains'],
    [3, 'http://pac.corp.example/', 'system'],
    [4, 'http://wpad/', 'wpad-dns'],
  ]);
  expect(JSON.stringify(named)).not.toContain('kestrel');
});

test('wpad is looked up in each search domain, but not below a public suffix', async () => {
  await written({ 'etc/resolv.conf': 'search old.example\nnameserver 127.0.0.1\nsearch b.corp.example corp.example bad/name\n' });
  expect(await wpadNames({ USERDNSDOMAIN: 'A.Corp.Example' }, join(home, 'etc'))).toEqual([
    'wpad.b.corp.example',
    'wpad.corp.example',
    'wpad.a.corp.example',
  ]);
  expect([searchDomains(''), parentDomains(''), parentDomains('example')]).toEqual([[], [], []]);
});

test.each([
  [
    'dhclient',
    'lease {\n  option wpad "http://old.example/p";\n}\nlease {\n  option wpad "http://wpad.example/p\\n";\n}',
    'http://wpad.example/p',
  ],
  // As dhclient 4.4.3-P1 wrote them for option 252 of dnsmasq 2.90: with the option declared, and without.
  [
    'dhclient 4.4.3-P1',
    'lease {\n  interface "v0";\n  fixed-address 10.9.0.13;\n  option wpad "http://wpad.corp.example/proxy.pac";\n  option subnet-mask 255.255.255.0;\n}\n',
    'http://wpad.corp.example/proxy.pac',
  ],
  [
    'dhclient 4.4.3-P1 that does not know the option',
    'lease {\n  option unknown-252 "http://wpad.corp.example/proxy.pac";\n  option routers 10.9.0.1;\n}\n',
    'http://wpad.corp.example/proxy.pac',
  ],
  ['dhclient, in hexadecimal', '  option unknown-252 68:74:74:70:3a:2f:2f:77:2f:70:0;\n', 'http://w/p'],
  ['systemd-networkd', 'ADDRESS=10.0.0.9\nOPTION_252=687474703a2f2f772f70\n', 'http://w/p'],
  ['dhclient, with no URL', 'option wpad "file:///etc/passwd";', null],
])('DHCP option 252 is read from a lease of %s', (_, text, url) => {
  expect(leasedScript(text)).toBe(url);
});

test('the first lease with a proxy script is used', async () => {
  await written({ 'leases/dhclient.leases': '  option wpad "http://wpad.example/p";\n', 'leases/other': '' });
  expect(await readLeasedScript([join(home, 'nowhere'), join(home, 'leases')])).toMatchObject({ url: 'http://wpad.example/p' });
});
