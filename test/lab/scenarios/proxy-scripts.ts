/** A laptop whose programs take their proxy from a script. */
import { LAPTOP } from '../../../src/demo/scenarios/parts.ts';
import type { FindingName } from '../../../src/model/finding-codes.ts';
import { PROXY } from '../company.ts';
import { DEFAULT_ACCESS } from '../proxy.ts';
import type { LabScenario } from '../scenario.ts';

const TO_PROXY = `PROXY ${PROXY.host}:${PROXY.port}`;
/** Sends what VS Code needs to a proxy, and everything else directly. */
const script = (list: string) =>
  `function FindProxyForURL(url, host) {\n  if (dnsDomainIs(host, "visualstudio.com")) return "${list}";\n  return "DIRECT";\n}\n`;

const UNUSABLE: readonly FindingName[] = ['pac-unreachable', 'pac-not-a-script', 'pac-broken', 'pac-never-ends'];

function laptop(text: string | null, scenario: Omit<LabScenario, 'profile'>): LabScenario {
  return {
    profile: LAPTOP,
    areas: ['proxy', 'management', 'vscode'],
    ...(text === null ? {} : { files: { 'proxy.pac': text }, flags: ['--pac', '~/proxy.pac'] }),
    ...scenario,
  };
}

function unusable(name: FindingName, title: string, text: string | null, flags?: readonly string[]): LabScenario {
  const never: FindingName[] = [...UNUSABLE.filter((other) => other !== name), 'pac-sends-elsewhere', 'no-direct-egress'];
  return laptop(text, { name, title, ...(flags === undefined ? {} : { flags }), expect: { causes: [name], never, exit: 0 } });
}

export const PROXY_SCRIPTS: readonly LabScenario[] = [
  laptop(script(TO_PROXY), {
    name: 'pac-healthy',
    title: 'The script sends VS Code to a proxy, which lets it through',
    squid: DEFAULT_ACCESS,
    expect: { causes: [], never: [...UNUSABLE, 'pac-sends-elsewhere', 'pac-disagrees-with-variables'], exit: 0 },
  }),
  unusable('pac-unreachable', 'The server of the script is in no DNS', null, ['--pac', 'http://wpad.corp.example/proxy.pac']),
  unusable(
    'pac-not-a-script',
    'A page of the intranet lies where the script was',
    '<!doctype html>\n<title>Moved</title>\n<p>See the intranet.\n',
  ),
  unusable(
    'pac-broken',
    'A quotation mark is missing in the second line',
    script(TO_PROXY).replace('"visualstudio.com"', '"visualstudio.com'),
  ),
  unusable('pac-never-ends', 'The script waits for a condition that never comes', 'function FindProxyForURL() { for (;;); }\n'),
  laptop(script(`PROXY ${PROXY.host}:8080`), {
    name: 'pac-sends-elsewhere',
    title: 'The script names the port on which the proxy listened last year',
    squid: DEFAULT_ACCESS,
    expect: {
      causes: ['pac-sends-elsewhere'],
      never: [...UNUSABLE, 'proxy-unreachable'],
      says: ['proxy.corp.example:8080', 'line 2 of the script'],
      exit: 1,
    },
  }),
  // Many lists, so that two runs agree on no host by chance.
  laptop(script(TO_PROXY).replace(`return "${TO_PROXY}"`, `return "${TO_PROXY}" + "; DIRECT".repeat(1 + Math.floor(Math.random() * 64))`), {
    name: 'pac-answers-differ',
    title: 'The script draws lots between many lists, and all work',
    squid: DEFAULT_ACCESS,
    expect: { causes: [], never: [...UNUSABLE, 'pac-sends-elsewhere'], says: ['from run to run'], exit: 0 },
  }),
  laptop(`function FindProxyForURL(url, host) { return "${TO_PROXY}"; }\n`, {
    name: 'pac-names-the-only-proxy',
    title: 'Only the proxy gets out, and only the script names it',
    squid: DEFAULT_ACCESS,
    areas: ['proxy', 'management', 'vscode', 'releases'],
    firewall: ['ct state established,related accept', 'udp dport 53 accept', 'reject with icmp admin-prohibited'],
    expect: { causes: ['pac-disagrees-with-variables'], never: [...UNUSABLE, 'no-direct-egress', 'path-rejected'], exit: 1 },
  }),
];
