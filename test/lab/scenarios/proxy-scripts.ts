/** A laptop whose programs use a proxy script. */
import { LAPTOP } from '../../../src/demo/scenarios/parts.ts';
import type { FindingName } from '../../../src/model/finding-codes.ts';
import { PROXY, SOCKS_PORT } from '../company.ts';
import { DEFAULT_ACCESS } from '../proxy.ts';
import type { FilterRule, LabScenario } from '../scenario.ts';
import { SOCKS_FOR_ALL } from '../socks.ts';

const SERVER = 'pac.corp.example';
const PLACE = `http://${SERVER}/proxy.pac`;
const TO_PROXY = `PROXY ${PROXY.host}:${PROXY.port}`;
/** Sends what VS Code needs to a proxy, and everything else directly. */
const script = (list: string) =>
  `function FindProxyForURL(url, host) {\n  if (dnsDomainIs(host, "visualstudio.com")) return "${list}";\n  return "DIRECT";\n}\n`;
const ALL_TO_PROXY = script(TO_PROXY).replace('"DIRECT"', `"${TO_PROXY}"`);

/** Only the proxy has egress, except for DNS and the server of the script. */
const ONLY_PROXY: readonly FilterRule[] = [
  'ct state established,related accept',
  'udp dport 53 accept',
  `ip daddr <${SERVER}> accept`,
  'reject with icmp admin-prohibited',
];

const UNUSABLE: readonly FindingName[] = ['pac-unreachable', 'pac-not-a-script', 'pac-broken', 'pac-never-ends'];

function laptop(served: Partial<LabScenario['script']> | null, scenario: Omit<LabScenario, 'profile'>): LabScenario {
  return {
    profile: LAPTOP,
    areas: ['proxy', 'management', 'vscode'],
    flags: ['--pac', PLACE],
    ...(served === null ? {} : { script: { url: PLACE, text: '', ...served } }),
    ...scenario,
  };
}

function unusable(
  name: string,
  cause: FindingName,
  title: string,
  served: Partial<LabScenario['script']> | null,
  says: readonly string[] = [],
): LabScenario {
  const never: FindingName[] = [...UNUSABLE.filter((other) => other !== cause), 'pac-sends-elsewhere', 'no-direct-egress'];
  return laptop(served, { name, title, expect: { causes: [cause], never, says, exit: 0 } });
}

/** The machine discovers the script in the last domain of its search list. */
const DISCOVERS: Pick<LabScenario, 'flags' | 'search' | 'files' | 'squid'> = {
  flags: [],
  search: 'berlin.corp.example corp.example',
  files: { '.config/kioslaverc': '[Proxy Settings]\nProxyType=3\n' },
  squid: DEFAULT_ACCESS,
};
const WPAD = { url: 'http://wpad.corp.example/wpad.dat', text: script(TO_PROXY) };

export const PROXY_SCRIPTS: readonly LabScenario[] = [
  laptop(
    { text: script(TO_PROXY) },
    {
      name: 'pac-healthy',
      title: 'The script sends VS Code to a proxy, which lets it through',
      squid: DEFAULT_ACCESS,
      expect: {
        causes: [],
        never: [...UNUSABLE, 'pac-sends-elsewhere', 'pac-answers-differ', 'pac-disagrees-with-variables', 'wpad-answered-by-another'],
        exit: 0,
      },
    },
  ),
  unusable('pac-unreachable', 'pac-unreachable', 'The server of the script is in no DNS', null),
  unusable('pac-answers-404', 'pac-unreachable', 'The web server has the script no longer', { status: 404 }, ['status 404']),
  unusable(
    'pac-behind-a-login',
    'pac-unreachable',
    'A login page of another site stands before the script',
    { status: 302, headers: { location: 'https://login.portal.example/' } },
    ['redirects'],
  ),
  unusable(
    'pac-redirects-for-ever',
    'pac-unreachable',
    'The server of the script redirects to the same address',
    { status: 302, headers: { location: PLACE } },
    ['sends one redirect after another'],
  ),
  unusable('pac-not-a-script', 'pac-not-a-script', 'A page of the intranet lies where the script was', {
    text: '<!doctype html>\n<title>Moved</title>\n<p>See the intranet.\n',
    headers: { 'content-type': 'text/html' },
  }),
  unusable(
    'pac-broken',
    'pac-broken',
    'A quotation mark is missing in the second line',
    { text: script(TO_PROXY).replace('"visualstudio.com"', '"visualstudio.com') },
    ['in line 2'],
  ),
  unusable(
    'pac-throws',
    'pac-broken',
    'The script calls a function that it does not define',
    { text: script(TO_PROXY).replace('dnsDomainIs(host,', 'dnsDomainIs(nameOf(url),') },
    ['ends in an error in line 2'],
  ),
  unusable(
    'pac-returns-nothing',
    'pac-broken',
    'The script ends without a return',
    { text: 'function FindProxyForURL(url, host) {\n  if (isPlainHostName(host)) return "DIRECT";\n}\n' },
    ['returns an answer that programs do not understand'],
  ),
  unusable('pac-never-ends', 'pac-never-ends', 'The script waits for a condition that never comes', {
    text: 'function FindProxyForURL() { for (;;); }\n',
  }),
  laptop(
    {
      text: `function FindProxyForURL(url, host) {\n  for (var i = 1; i <= 40; i++) if (isInNet("site-" + i + ".corp.example", "10.20.0.0", "255.255.0.0")) return "DIRECT";\n  return "${TO_PROXY}";\n}\n`,
    },
    {
      name: 'pac-asks-too-much',
      title: 'The script looks up forty names before it answers',
      squid: DEFAULT_ACCESS,
      expect: {
        causes: ['pac-never-ends'],
        never: [...UNUSABLE.filter((other) => other !== 'pac-never-ends'), 'pac-sends-elsewhere'],
        says: ['looks up more than 20 names'],
        exit: 0,
      },
    },
  ),
  laptop(
    { text: script(`PROXY ${PROXY.host}:8080`) },
    {
      name: 'pac-sends-elsewhere',
      title: 'The script names the port on which the proxy listened last year',
      squid: DEFAULT_ACCESS,
      expect: {
        causes: ['pac-sends-elsewhere'],
        never: [...UNUSABLE, 'proxy-unreachable'],
        says: ['proxy.corp.example:8080', 'line 2 of the script'],
        exit: 1,
      },
    },
  ),
  laptop(
    { text: script(TO_PROXY) },
    {
      name: 'pac-sends-to-a-wrong-proxy',
      title: 'The script sends VS Code to a proxy that serves other hosts',
      squid: ['acl foreign dstdomain .visualstudio.com', 'http_access deny foreign', ...DEFAULT_ACCESS],
      expect: {
        causes: ['pac-sends-elsewhere'],
        never: [...UNUSABLE, 'proxy-refuses-host'],
        says: ['answers but refuses the host (status 403)', 'line 2 of the script'],
        exit: 1,
      },
    },
  ),
  laptop(
    { text: ALL_TO_PROXY.replace(TO_PROXY, 'DIRECT') },
    {
      name: 'pac-sends-nowhere',
      title: 'The script sends VS Code directly, and only the proxy gets out',
      areas: ['proxy', 'management', 'vscode', 'releases'],
      squid: DEFAULT_ACCESS,
      firewall: ONLY_PROXY,
      expect: {
        causes: ['pac-sends-elsewhere', 'pac-disagrees-with-variables'],
        never: [...UNUSABLE, 'no-direct-egress', 'path-rejected'],
        says: ['line 2 of the script'],
        exit: 1,
      },
    },
  ),
  // Many lists, so that two runs do not use the same host by chance.
  ...(
    [
      [
        'pac-answers-differ',
        'The script draws lots between many lists, and all work',
        script(TO_PROXY).replace(`return "${TO_PROXY}"`, `return "${TO_PROXY}" + "; DIRECT".repeat(1 + Math.floor(Math.random() * 64))`),
        'from run to run',
      ],
      [
        'pac-answers-by-address',
        'The script asks for the address of the machine, which has a second one in a VPN',
        script(TO_PROXY).replace('"DIRECT"', `isInNet(myIpAddress(), "10.99.0.0", "255.255.0.0") ? "${TO_PROXY}" : "DIRECT"`),
        'by the address of this machine',
      ],
      [
        'pac-answers-by-scheme',
        'The script sends only https to the proxy',
        script(TO_PROXY).replace('if (', 'if (url.substring(0, 6) == "https:" && '),
        'over http and over https',
      ],
    ] as const
  ).map(([name, title, text, says]) =>
    laptop(
      { text },
      {
        name,
        title,
        squid: DEFAULT_ACCESS,
        vpnAddress: '10.99.0.5',
        expect: { causes: [], never: [...UNUSABLE, 'pac-sends-elsewhere'], says: [says], exit: 0 },
      },
    ),
  ),
  laptop(
    { text: ALL_TO_PROXY },
    {
      name: 'pac-names-the-only-proxy',
      title: 'Only the proxy gets out, and only the script names it',
      squid: DEFAULT_ACCESS,
      areas: ['proxy', 'management', 'vscode', 'releases'],
      firewall: ONLY_PROXY,
      expect: { causes: ['pac-disagrees-with-variables'], never: [...UNUSABLE, 'no-direct-egress', 'path-rejected'], exit: 1 },
    },
  ),
  laptop(
    { text: script(`SOCKS5 ${PROXY.host}:${SOCKS_PORT}; DIRECT`) },
    {
      name: 'pac-names-socks',
      title: 'The script sends VS Code to a SOCKS proxy, which lets it through',
      socks: SOCKS_FOR_ALL,
      expect: { causes: [], never: [...UNUSABLE, 'pac-sends-elsewhere', 'socks-refuses'], exit: 0 },
    },
  ),
  laptop(
    { text: script(`SOCKS5 ${PROXY.host}:${SOCKS_PORT}`) },
    {
      name: 'pac-names-socks-that-refuses',
      title: 'The script sends VS Code to a SOCKS proxy, which does not allow it',
      socks: ['socks block { from: 0.0.0.0/0 to: .visualstudio.com }', ...SOCKS_FOR_ALL],
      expect: { causes: ['pac-sends-elsewhere'], never: [...UNUSABLE, 'proxy-unreachable'], says: ['line 2 of the script'], exit: 1 },
    },
  ),
  laptop(
    { url: PLACE.replace('http:', 'https:'), text: script(TO_PROXY) },
    {
      name: 'pac-intercepted',
      title: 'A device re-signs TLS, also that of the script',
      flags: ['--pac', PLACE.replace('http:', 'https:')],
      squid: DEFAULT_ACCESS,
      inspector: [],
      expect: {
        causes: ['tls-intercepted'],
        consequences: ['pac-unreachable'],
        never: ['pac-not-a-script', 'pac-broken', 'no-direct-egress'],
        says: ['signed by “mitmproxy”, which is not trusted'],
        exit: 1,
      },
    },
  ),
  laptop(WPAD, {
    name: 'wpad-answered-by-another',
    title: 'A server on the internet has the name wpad of the company, and gives out a script',
    ...DISCOVERS,
    expect: {
      causes: [],
      never: [...UNUSABLE, 'pac-sends-elsewhere'],
      says: ['is answered by wpad.corp.example at'],
      exit: 0,
    },
  }),
  laptop(WPAD, {
    name: 'wpad-inside',
    title: 'The same script is discovered on a server of the company',
    ...DISCOVERS,
    resolver: { names: { 'wpad.corp.example': '10.30.0.8' } },
    standIns: { '10.30.0.8': 'wpad.corp.example' },
    expect: { causes: [], never: [...UNUSABLE, 'pac-sends-elsewhere', 'wpad-answered-by-another'], exit: 0 },
  }),
  laptop(null, {
    name: 'wpad-nowhere',
    title: 'The machine discovers its script, and the network has none',
    ...DISCOVERS,
    expect: { causes: [], never: [...UNUSABLE, 'pac-sends-elsewhere', 'wpad-answered-by-another'], exit: 0 },
  }),
  laptop(
    { text: script(TO_PROXY) },
    {
      name: 'wpad-by-dhcp',
      title: 'The lease names a script on a server of the company, and everything works',
      ...DISCOVERS,
      dhcpScript: { url: PLACE, sent: 'asked' },
      resolver: { names: { [SERVER]: '10.30.0.8' } },
      standIns: { '10.30.0.8': SERVER },
      expect: { causes: [], never: [...UNUSABLE, 'pac-sends-elsewhere', 'wpad-answered-by-another'], exit: 0 },
    },
  ),
  laptop(null, {
    name: 'wpad-by-dhcp-unreachable',
    title: 'The lease names a script on a server that is in no DNS, and the client does not know the option',
    ...DISCOVERS,
    dhcpScript: { url: PLACE, sent: 'forced' },
    expect: { causes: ['pac-unreachable'], never: ['pac-not-a-script', 'wpad-answered-by-another', 'no-direct-egress'], exit: 0 },
  }),
  laptop(
    { text: script(TO_PROXY) },
    {
      name: 'wpad-by-dhcp-from-outside',
      title: 'The lease names a script on the internet',
      ...DISCOVERS,
      dhcpScript: { url: PLACE, sent: 'forced' },
      expect: { causes: [], never: [...UNUSABLE, 'pac-sends-elsewhere'], says: [`is answered by ${SERVER} at`], exit: 0 },
    },
  ),
];
