/** The cases for the programs: lists and variables in every common spelling, and hosts that distinguish them. */

export interface Case {
  /** `PROXY` in a value is the recording proxy, host and port. */
  variables: Readonly<Record<string, string>>;
  urls: readonly string[];
}

const DOCUMENTED = '.internal,169.254.0.0/16,app.gitpod.io,.amazonaws.com';

/** One of each kind: on the document's list, above and below and beside its entries, addresses, this machine. */
const URLS = [
  'https://app.gitpod.io/',
  'https://x.app.gitpod.io/',
  'https://xapp.gitpod.io/',
  'https://us01.gitpod.dev:8443/',
  'https://ec2.us-east-1.amazonaws.com/',
  'https://amazonaws.com/',
  'http://ip-10-0-0-1.ec2.internal/',
  'http://app.gitpod.io./',
  'http://169.254.169.254/latest/',
  'http://10.1.2.3:8080/',
  'http://[fd00:ec2::254]/',
  'http://localhost/',
  'http://127.0.0.1/',
  'http://[::1]/',
];

const LISTS = [
  '',
  DOCUMENTED,
  DOCUMENTED.replaceAll(',', ', '),
  DOCUMENTED.replaceAll(',', ' '),
  DOCUMENTED.replaceAll(',', ' ,'),
  ` ${DOCUMENTED} `,
  DOCUMENTED.toUpperCase(),
  '.internal',
  '169.254.0.0/16',
  'app.gitpod.io',
  '.amazonaws.com',
  // Networks, and entries that look like networks.
  '10.0.0.0/8,169.254.169.0/24',
  '169.254.0/16,0.0.0.0/0',
  '169.254.169.254/32,10.1.2.3/33',
  'fd00::/8,::/0',
  '169.254.*,10.*',
  '169.254.169.0-169.254.169.255',
  // Entries with ports.
  'app.gitpod.io:443,us01.gitpod.dev:443,10.1.2.3:8080,169.254.169.254:80',
  '.gitpod.io:443,us01.gitpod.dev:8443,amazonaws.com:80,10.1.2.3:80',
  // IPv6 spelt in each way.
  '::1,fd00:ec2::254',
  '[::1],[fd00:ec2::254]',
  '[::1]:80,[fd00:ec2::254]:443',
  // Entries with wildcards.
  '*',
  'none.example,*',
  ' *',
  '*.amazonaws.com,*.gitpod.io',
  '*amazonaws.com,*gitpod.io',
  '*:443',
  // Entries with dots, ends of names, and invalid text.
  'app.gitpod.io.,.amazonaws.com.,internal.',
  'gitpod.io,com,..internal',
  'pod.io,254,zonaws.com',
  'https://app.gitpod.io,,@,.,169.254.169.254/',
  'localhost,127.0.0.1',
  'none.example\tapp.gitpod.io\t,\t.internal\n',
];

const PAIRS: readonly string[] = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'];
const ALL_SET = Object.fromEntries(PAIRS.map((name) => [name, 'http://PROXY']));
const BOTH_SCHEMES = ['http://ip-10-0-0-1.ec2.internal/', 'https://app.gitpod.io/'];

/** Which variable is read, in which spelling, and the meaning of an empty one. */
const VARIABLES: readonly Record<string, string>[] = [
  {},
  { HTTP_PROXY: 'http://PROXY' },
  { http_proxy: 'http://PROXY' },
  { HTTPS_PROXY: 'http://PROXY' },
  { https_proxy: 'http://PROXY' },
  { ALL_PROXY: 'http://PROXY' },
  { all_proxy: 'http://PROXY' },
  { http_proxy: '', HTTP_PROXY: 'http://PROXY' },
  { https_proxy: '', HTTPS_PROXY: 'http://PROXY' },
  { https_proxy: '', http_proxy: '', all_proxy: 'http://PROXY' },
  { http_proxy: 'http://PROXY', HTTP_PROXY: '', https_proxy: 'http://PROXY', HTTPS_PROXY: '' },
  { http_proxy: 'http://PROXY', https_proxy: '' },
  { all_proxy: '', ALL_PROXY: 'http://PROXY' },
  { ...ALL_SET, NO_PROXY: 'app.gitpod.io' },
  { ...ALL_SET, no_proxy: 'app.gitpod.io' },
  { ...ALL_SET, NO_PROXY: 'app.gitpod.io', no_proxy: 'none.example' },
  { ...ALL_SET, NO_PROXY: 'none.example', no_proxy: 'app.gitpod.io' },
  { ...ALL_SET, NO_PROXY: 'app.gitpod.io', no_proxy: '' },
  { ...ALL_SET, NO_PROXY: '', no_proxy: 'app.gitpod.io' },
  { ...ALL_SET, NO_PROXY: '*', no_proxy: 'none.example,*' },
  { ...ALL_SET, NO_PROXY: ' ', no_proxy: 'app.gitpod.io' },
  // Values that not every program can use. A program connects directly only if it ignores such a value.
  Object.fromEntries(PAIRS.map((name) => [name, 'PROXY'])),
  Object.fromEntries(PAIRS.map((name) => [name, 'socks5://PROXY'])),
];

const list = (text: string, urls: readonly string[]): Case => ({ variables: { ...ALL_SET, NO_PROXY: text, no_proxy: text }, urls });

export const CASES = {
  lists: [
    ...LISTS.map((text) => list(text, URLS)),
    // A port that is written although it is the default.
    ...['app.gitpod.io:443', '.gitpod.io:443', '.internal:80', '169.254.169.254:80'].map((text) =>
      list(text, ['https://app.gitpod.io:443/', 'http://ip-10-0-0-1.ec2.internal:80/', 'http://169.254.169.254:80/']),
    ),
  ],
  variables: VARIABLES.map((variables): Case => ({ variables, urls: BOTH_SCHEMES })),
} as const satisfies Record<string, readonly Case[]>;

/** A part of the URLs for each list, rotating: a URL that is omitted for one list is used for the next. */
export function sampled(cases: readonly Case[], oneIn: number): Case[] {
  return cases.map(({ variables, urls }, turn) => ({
    variables,
    urls: urls.length < 4 ? urls : urls.filter((_, index) => (index + turn) % oneIn === 0),
  }));
}
