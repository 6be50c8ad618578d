import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECRET, told } from '../../testing/told-settings.ts';
import { parseServiceUnits } from './docker-service.ts';
import { scriptSetting } from './found.ts';
import { gsettingsKeys, keyFileKeys, parseGnomeKeys } from './gnome.ts';
import { parseMacosProxies } from './macos.ts';
import { parseKdeSettings, parseLoginEnvironment } from './system.ts';
import { parseWindowsProxies } from './windows.ts';

/** `scutil --proxy` of macOS 14, with these lines. */
const scutil = (lines: string) => `<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : .corp.example
    2 : 169.254/16
  }
  FTPPassive : 1
${lines}
  __SCOPED__ : <dictionary> {
    en0 : <dictionary> {
      HTTPSEnable : 1
      HTTPSPort : 9
      HTTPSProxy : scoped.corp.example
    }
  }
}
`;

describe('the proxy settings of macOS', () => {
  it.each<[string, string, string[]]>([
    ['no proxy', '  HTTPEnable : 0\n  HTTPSEnable : 0\n  ProxyAutoConfigEnable : 0', []],
    [
      'one proxy for http and https',
      `  HTTPEnable : 1\n  HTTPPort : 3128\n  HTTPProxy : proxy.corp.example\n  HTTPSEnable : 1\n  HTTPSPort : 3128\n  HTTPSProxy : proxy.corp.example`,
      ['http://proxy.corp.example:3128; *.local .corp.example'],
    ],
    [
      'a proxy with a login',
      `  HTTPSEnable : 1\n  HTTPSPort : 8080\n  HTTPSProxy : fd00::1\n  HTTPSUser : ${SECRET}`,
      ['http://fd00::1:8080; login; *.local .corp.example'],
    ],
    ['a disabled proxy whose host is still set', '  HTTPSEnable : 0\n  HTTPSPort : 3128\n  HTTPSProxy : proxy.corp.example', []],
    [
      'a proxy script',
      `  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigURLString : http://wpad.corp.example/${SECRET}.pac`,
      ['pac http wpad.corp.example -'],
    ],
    ['automatic discovery', '  ProxyAutoDiscoveryEnable : 1', ['auto-detect']],
    ['SOCKS', '  SOCKSEnable : 1\n  SOCKSPort : 1080\n  SOCKSProxy : socks.corp.example', ['socks']],
  ])('are read from scutil: %s', (_, lines, expected) => expect(told(parseMacosProxies(scutil(lines)))).toEqual(expected));
});

/** `reg query` of Windows 11, with these lines; subkeys follow after a blank line. */
const reg = (lines: string) =>
  `\r\nHKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\r\n    CertificateRevocation    REG_DWORD    0x1\r\n    User Agent    REG_SZ    Mozilla/4.0 (compatible; MSIE 8.0; Win32)\r\n${lines.replaceAll('\n', '\r\n')}\r\n    SyncMode5    REG_DWORD    0x4\r\n\r\nHKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Connections\r\n`;

describe('the proxy settings of Windows', () => {
  it.each<[string, string, string[]]>([
    ['no proxy', '    ProxyEnable    REG_DWORD    0x0', []],
    [
      'one proxy for every scheme',
      '    ProxyEnable    REG_DWORD    0x1\n    ProxyServer    REG_SZ    proxy.corp.example:8080\n    ProxyOverride    REG_SZ    *.corp.example;10.*;<local>',
      ['http://proxy.corp.example:8080; *.corp.example 10.* <local>'],
    ],
    [
      'one proxy per scheme',
      `    ProxyEnable    REG_DWORD    0x1\n    ProxyServer    REG_SZ    ftp=f:1;http=one.corp.example:80;https=anna:${SECRET}@two.corp.example:81;socks=s:1080`,
      ['http://two.corp.example:81; login', 'http://one.corp.example:80'],
    ],
    ['SOCKS', '    ProxyEnable    REG_DWORD    0x1\n    ProxyServer    REG_SZ    socks=socks.corp.example:1080', ['socks']],
    [
      'a disabled proxy whose server is still set',
      '    ProxyEnable    REG_DWORD    0x0\n    ProxyServer    REG_SZ    proxy.corp.example:8080',
      [],
    ],
    [
      'a proxy script',
      `    ProxyEnable    REG_DWORD    0x0\n    AutoConfigURL    REG_SZ    https://anna:${SECRET}@pac.corp.example:8443/x?t=${SECRET}`,
      ['pac https pac.corp.example 8443'],
    ],
    ['automatic discovery', '    AutoDetect    REG_DWORD    0x1', ['auto-detect']],
  ])('are read from the registry: %s', (_, lines, expected) => expect(told(parseWindowsProxies(reg(lines)))).toEqual(expected));
});

/** `gsettings list-recursively org.gnome.system.proxy` of GLib 2.74, with these changes. */
const gsettings = (changes: Record<string, string>) =>
  Object.entries({
    ' autoconfig-url': "''",
    ' ignore-hosts': "['localhost', '127.0.0.0/8', '::1']",
    ' mode': "'none'",
    ' use-same-proxy': 'true',
    '.http authentication-password': `'${SECRET}'`,
    '.http authentication-user': `'${SECRET}'`,
    '.http enabled': 'false',
    '.http host': "''",
    '.http port': '8080',
    '.http use-authentication': 'false',
    '.https host': "''",
    '.https port': '0',
    '.socks host': "''",
    '.socks port': '0',
    ...changes,
  })
    .map(([key, value]) => `org.gnome.system.proxy${key} ${value}\n`)
    .join('');

describe('the proxy settings of GNOME', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['no proxy although a host is still set', { '.https host': "'proxy.corp.example'", '.https port': '3128' }, []],
    [
      'a manual proxy with exceptions and a login',
      {
        ' mode': "'manual'",
        '.https host': "'proxy.corp.example'",
        '.https port': '3128',
        '.http host': "'proxy.corp.example'",
        '.http port': '3128',
        '.http use-authentication': 'true',
      },
      ['http://proxy.corp.example:3128; login; localhost 127.0.0.0/8 ::1'],
    ],
    [
      'a manual proxy for http only, without exceptions',
      { ' mode': "'manual'", '.http host': '"http://proxy.corp.example"', ' ignore-hosts': '@as []' },
      ['http://proxy.corp.example:8080'],
    ],
    ['SOCKS', { ' mode': "'manual'", '.socks host': "'socks.corp.example'", '.socks port': '1080' }, ['socks']],
    ['a proxy script', { ' mode': "'auto'", ' autoconfig-url': `'http://wpad/${SECRET}.dat'` }, ['pac http wpad -']],
    ['a proxy script in a file', { ' mode': "'auto'", ' autoconfig-url': `'file:///home/anna/${SECRET}.pac'` }, ['pac file - -']],
    ['automatic discovery', { ' mode': "'auto'" }, ['auto-detect']],
  ])('are read from gsettings: %s', (_, changes, expected) =>
    expect(told(parseGnomeKeys(gsettingsKeys(gsettings(changes)), '/x'))).toEqual(expected),
  );

  it('are read from the administrator’s dconf files', () => {
    const text = `# all machines\n[system/proxy]\nmode='manual'\nignore-hosts=['localhost', '.corp.example']\n\n[system/proxy/https]\nhost='proxy.corp.example'\nport=3128\n[org/gnome/desktop]\nmode='auto'\n`;
    expect(told(parseGnomeKeys(keyFileKeys(text), '/x'))).toEqual(['http://proxy.corp.example:3128; localhost .corp.example']);
  });
});

describe('the proxy settings of KDE', () => {
  it.each<[string, string, string[]]>([
    ['no proxy', 'ProxyType=0\nhttpsProxy=http://proxy.corp.example 3128', []],
    [
      'a manual proxy',
      'ProxyType=1\nhttpsProxy=http://proxy.corp.example 3128\nNoProxyFor=.corp.example',
      ['http://proxy.corp.example:3128; .corp.example'],
    ],
    [
      'a manual proxy for listed hosts only',
      'ProxyType=1\nhttpsProxy=http://proxy.corp.example 3128\nNoProxyFor=.corp.example\nReversedException=true',
      ['http://proxy.corp.example:3128'],
    ],
    ['a proxy script', `ProxyType=2\nProxy Config Script=http://wpad.corp.example:81/${SECRET}`, ['pac http wpad.corp.example 81']],
    ['automatic discovery', 'ProxyType=3', ['auto-detect']],
    ['proxies from environment variables', 'ProxyType=4\nhttpsProxy=HTTPS_PROXY', []],
  ])('are read from kioslaverc: %s', (_, lines, expected) =>
    expect(told(parseKdeSettings(`[Other]\nProxyType=3\n[Proxy Settings]\n${lines}\n`, '/x'))).toEqual(expected),
  );
});

it('proxy variables for new logins are read from /etc/environment without the password', () => {
  const text = `PATH="/usr/bin"\n# HTTPS_PROXY=http://old:1\nexport HTTPS_PROXY='http://anna:${SECRET}@proxy.corp.example:3128'\nno_proxy=localhost\n`;
  expect(told(parseLoginEnvironment(text, '/etc/environment'))).toEqual(['http://proxy.corp.example:3128; login; localhost']);
});

describe('the proxy settings of the Docker service', () => {
  const units = (...texts: string[]) => texts.map((text, index) => ({ file: `/etc/${index}.conf`, text }));

  it.each<[string, string[], string[]]>([
    ['no proxy', ['[Service]\nExecStart=/usr/bin/dockerd\n'], []],
    [
      'the example of the manual',
      ['[Service]\nEnvironment="HTTP_PROXY=http://proxy.corp.example:3128"\nEnvironment="NO_PROXY=localhost,127.0.0.1,.corp.example"\n'],
      ['http://proxy.corp.example:3128; localhost 127.0.0.1 .corp.example'],
    ],
    [
      'on a continued line, with a login',
      [`[Service]\nEnvironment=HTTPS_PROXY=http://anna:${SECRET}%%40x@proxy.corp.example:3128 \\\n  'NO_PROXY=localhost'\n`],
      ['http://proxy.corp.example:3128; login; localhost'],
    ],
    [
      'the later of two drop-ins',
      ['[Service]\nEnvironment=HTTPS_PROXY=http://old:1', '[Service]\nEnvironment=HTTPS_PROXY=http://new:2'],
      ['http://new:2'],
    ],
    ['a variable that is unset again', ['[Service]\nEnvironment=HTTPS_PROXY=http://old:1', '[Service]\nEnvironment=\n'], []],
    ['a variable in another section', ['[Unit]\nEnvironment=HTTPS_PROXY=http://old:1\n'], []],
  ])('are read from its units: %s', (_, texts, expected) => expect(told(parseServiceUnits(units(...texts)))).toEqual(expected));

  it('are reported with the file that takes effect', () => {
    const found = parseServiceUnits(
      units('[Service]\nEnvironment=HTTPS_PROXY=http://old:1', '[Service]\nEnvironment=HTTPS_PROXY=http://new:2'),
    );
    expect(found.proxies).toMatchObject([{ program: 'docker', file: '/etc/1.conf' }]);
  });
});

describe('the URL of a proxy script', () => {
  it.each([
    ['data:application/x-ns-proxy-autoconfig;base64,ZnVuY3Rpb24=', 'pac'],
    [`http://anna:${SECRET}/x@wpad.corp.example/`, 'pac'],
    [`http://anna#${SECRET}@wpad.corp.example/`, 'pac'],
    ['', 'pac'],
    ['C:\\proxy.pac', 'pac file - -'],
  ])('is read without its secrets from %s', (url, expected) =>
    expect(told(scriptSetting({ program: 'system', file: '/x' }, url))).toEqual([expected]),
  );
});

it('the output of a program is parsed without throwing, and a login before an @ is never revealed', () => {
  const readers = [
    (text: string) => parseMacosProxies(scutil(text)),
    (text: string) => parseWindowsProxies(reg(text)),
    (text: string) => parseGnomeKeys(gsettingsKeys(text), '/x'),
    (text: string) => parseGnomeKeys(keyFileKeys(text), '/x'),
    (text: string) => parseKdeSettings(text, '/x'),
    (text: string) => parseServiceUnits([{ file: '/x', text }]),
    (text: string) => scriptSetting({ program: 'system', file: '/x' }, text),
  ];
  const piece = fc.constantFrom(
    'Environment=',
    '[Service]',
    "'",
    '"',
    '\\',
    '\n',
    ' : ',
    'HTTPSEnable',
    '=',
    '@',
    '://',
    'http',
    '1',
    '{',
    '}',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(...readers), (given, read) => {
      for (const { proxy } of read(given).proxies) expect(proxy.host).not.toContain('@');
    }),
  );
});
