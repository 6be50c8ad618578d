/** What Windows and macOS print about encrypted lookups, in the forms that their documentation describes; neither was run here. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EncryptedDns } from '../../model/host-facts.ts';
import { parseMacosDns } from './encrypted-macos.ts';
import { parseWindowsDns } from './encrypted-windows.ts';

type Expected = readonly (readonly [by: EncryptedDns['by'], over: string, mode: string, ...servers: string[]])[];
const told = (found: readonly EncryptedDns[]) => found.map(({ by, over, mode, servers }) => [by, over, mode, ...servers]);

const reg = (key: string, ...values: string[]) =>
  `\r\nHKEY_LOCAL_MACHINE\\${key}\r\n${values.map((each) => `    ${each}\r\n`).join('')}\r\n`;
const resolver = (address: string, flags: string, template?: string) =>
  reg(
    `SYSTEM\\CurrentControlSet\\Services\\Dnscache\\InterfaceSpecificParameters\\{3f6e0e5a-0000-4b6c-9d1c-000000000000}\\DohInterfaceSettings\\${address.includes(':') ? 'Doh6' : 'Doh'}\\${address}`,
    `DohFlags    REG_QWORD    ${flags}`,
    ...(template === undefined ? [] : [`DohTemplate    REG_SZ    ${template}`]),
  );
const policy = (value: number) => reg('SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient', `DoHPolicy    REG_DWORD    0x${value}`);

describe('encrypted lookups on Windows', () => {
  it.each<[what: string, printed: Partial<Parameters<typeof parseWindowsDns>[0]>, expected: Expected]>([
    ['no setting', {}, []],
    ['a known resolver without a template', { interfaces: resolver('1.1.1.1', '0x1') }, [['windows', 'https', 'strict']]],
    [
      'a template with fallback to plain DNS',
      { interfaces: resolver('10.0.0.2', '0x6', 'https://doh.corp.example/k3y/dns-query') },
      [['windows', 'https', 'opportunistic', 'doh.corp.example']],
    ],
    ['a resolver over IPv6', { interfaces: resolver('2606:4700:4700::1111', '0x1') }, [['windows', 'https', 'strict']]],
    ['a resolver with encryption disabled', { interfaces: resolver('1.1.1.1', '0x0') }, []],
    [
      'an unrelated key of the interface',
      { interfaces: reg('SYSTEM\\x\\InterfaceSpecificParameters\\{1}', 'DohFlags    REG_QWORD    0x1') },
      [],
    ],
    ['a policy that prohibits encryption', { policy: policy(1), interfaces: resolver('1.1.1.1', '0x1') }, [['windows', 'https', 'off']]],
    [
      'a policy that requires encryption',
      { policy: policy(3), interfaces: resolver('10.0.0.2', '0x6', 'https://doh.corp.example/q') },
      [['windows', 'https', 'strict', 'doh.corp.example']],
    ],
    [
      'a policy that lets the interface decide',
      { policy: policy(2), interfaces: resolver('1.1.1.1', '0x5') },
      [['windows', 'https', 'opportunistic']],
    ],
    [
      'browser policies',
      {
        browsers: {
          edge: reg('SOFTWARE\\Policies\\Microsoft\\Edge', 'DnsOverHttpsMode    REG_SZ    automatic'),
          chrome: reg(
            'SOFTWARE\\Policies\\Google\\Chrome',
            'DnsOverHttpsMode    REG_SZ    secure',
            'DnsOverHttpsTemplates    REG_SZ    https://doh.example/q{?dns}',
          ),
          firefox: reg('SOFTWARE\\Policies\\Mozilla\\Firefox\\DNSOverHTTPS', 'Enabled    REG_DWORD    0x1', 'Fallback    REG_DWORD    0x0'),
        },
      },
      [
        ['chrome', 'https', 'strict', 'doh.example'],
        ['edge', 'https', 'opportunistic'],
        ['firefox', 'https', 'strict'],
      ],
    ],
    [
      'the message that a key does not exist',
      { policy: 'ERROR: The system was unable to find the specified registry key or value.\r\n' },
      [],
    ],
  ])('are read from the registry: %s', (_, printed, expected) => {
    const found = parseWindowsDns({ policy: '', interfaces: '', browsers: {}, ...printed });
    expect(told(found)).toEqual(expected);
    expect(JSON.stringify(found)).not.toContain('k3y');
  });
});

const profile = (...settings: string[]) => `Configuration Profiles:

    Device (Removable):

        Encrypted DNS:

          Description: From the company
          Payloads:

              com.apple.dnsSettings.managed:

                Payload Data:
                    {
                        DNSSettings =     {
${settings.map((each) => `                            ${each}\n`).join('')}                        };
                        ProhibitDisablement = 1;
                    }
`;

describe('encrypted lookups on macOS', () => {
  it.each<[what: string, printed: string, expected: Expected]>([
    ['no profile', 'Configuration Profiles:\n\n', []],
    [
      'a resolver over HTTPS',
      profile('DNSProtocol = HTTPS;', 'ServerURL = "https://doh.corp.example/k3y/dns-query";'),
      [['macos', 'https', 'strict', 'doh.corp.example']],
    ],
    [
      'a resolver over TLS with addresses',
      profile('DNSProtocol = TLS;', 'ServerAddresses =         (', '    "10.0.0.2"', ');', 'ServerName = "dns.corp.example";'),
      [['macos', 'tls', 'strict', 'dns.corp.example']],
    ],
    [
      'a resolver with fallback to plain DNS',
      profile('AllowFailover = 1;', 'DNSProtocol = TLS;', 'ServerName = "dns.corp.example";'),
      [['macos', 'tls', 'opportunistic', 'dns.corp.example']],
    ],
    ['an unencrypted protocol', profile('DNSProtocol = Cleartext;'), []],
    ['another payload', 'WiFi = { DNSProtocol = HTTPS; };', []],
  ])('are read from the profiles: %s', (_, printed, expected) => {
    expect(told(parseMacosDns(printed))).toEqual(expected);
    expect(JSON.stringify(parseMacosDns(printed))).not.toContain('k3y');
  });
});

it('the output of a command is read without throwing, whatever it is', () => {
  const lines = fc.array(fc.oneof(fc.string(), fc.constantFrom(policy(3), resolver('1.1.1.1', '0x1'), profile('DNSProtocol = TLS;'))));
  fc.assert(
    fc.property(lines, (some) => {
      const text = some.join('\n');
      parseMacosDns(text);
      parseWindowsDns({ policy: text, interfaces: text, browsers: { chrome: text, firefox: text } });
    }),
  );
});
