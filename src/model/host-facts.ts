/** Facts about this machine. Values of variables are reduced to their parts, so they hold no secret. */
import * as z from 'zod';
import { REGION_SOURCES } from './aws/credentials.ts';
import { InstallationSigns } from './installation.ts';
import { filePath, hostName, hostPattern, ipAddress, plainUrl, publicText, regionName, variableName } from './privacy.ts';
import { IDES } from './profile-words.ts';
import { NamedScript } from './proxy-script.ts';
import { ForwardProxy } from './target.ts';

/** Proxy variables, in both spellings. */
export const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'] as const;
export type ProxyVariableName = (typeof PROXY_VARIABLES)[number];

export const PROXY_VALUE_PROBLEMS = ['empty', 'quotes', 'blanks', 'no-scheme', 'unsupported-scheme', 'not-a-url', 'has-path'] as const;

/** One parsed proxy variable. Host and port are null if the value does not parse. */
export const ProxyVariable = z.strictObject({
  name: z.enum(PROXY_VARIABLES),
  scheme: publicText().nullable(),
  host: hostName().nullable(),
  port: z.int().min(1).max(65535).nullable(),
  hasCredentials: z.boolean(),
  /** Some programs ignore the problems `no-scheme` and `has-path`, others fail; any other problem makes the value unusable. */
  problems: z.array(z.enum(PROXY_VALUE_PROBLEMS)),
});
export type ProxyVariable = z.infer<typeof ProxyVariable>;

/** NO_PROXY or no_proxy, split at commas. An entry other than a host, address, CIDR or `*` is dropped and counted. */
export const NoProxyVariable = z.strictObject({
  name: z.enum(['NO_PROXY', 'no_proxy']),
  entries: z.array(hostPattern()),
  unreadable: z.int().min(0),
  /** True if the list has spaces, which some programs treat as part of an entry. */
  hasBlanks: z.boolean(),
  /**
   * The characters between the words of the entries, encoded by `GAP_SIGNS`, from which the text can be rebuilt. Older sessions lack it.
   */
  gaps: z.array(publicText()).optional(),
});
export type NoProxyVariable = z.infer<typeof NoProxyVariable>;

export const TRUST_VARIABLES = [
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'AWS_CA_BUNDLE',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'GIT_SSL_CAINFO',
] as const;

/** A variable that names a certificate file, and the kind of file at that path. */
export const TrustFile = z.strictObject({
  variable: z.enum(TRUST_VARIABLES),
  path: filePath(),
  state: z.enum(['sound', 'missing', 'unreadable', 'empty', 'not-pem', 'too-large']),
  certificates: z.int().min(0),
});
export type TrustFile = z.infer<typeof TrustFile>;

/** Programs with their own settings, which may differ from the variables. */
const SettingProgram = z.enum(['git', 'npm', 'pip', 'aws', 'docker', 'vscode', 'jetbrains', 'system']);
export type SettingProgram = z.infer<typeof SettingProgram>;

/** The proxy that another program is configured to use. Of a login only its presence is kept. */
export const OtherProxy = z.strictObject({
  program: SettingProgram,
  proxy: ForwardProxy,
  hasCredentials: z.boolean(),
  /** Hosts that the program reaches without the proxy, as the file spells them. */
  noProxy: z.array(hostPattern()),
  /** The file with the setting. If the setting is in a database, its name as the program spells it. */
  file: filePath(),
});
export type OtherProxy = z.infer<typeof OtherProxy>;

/** The URL of a proxy script (PAC) without path and query, which may hold tokens. Host and port are null for a local file. */
export const ScriptPlace = z.strictObject({
  scheme: z.enum(['http', 'https', 'file']),
  host: hostName().nullable(),
  port: z.int().min(1).max(65535).nullable(),
});
export type ScriptPlace = z.infer<typeof ScriptPlace>;

export const OtherSetting = z.strictObject({
  program: SettingProgram,
  /** A proxy setting that names no usable proxy: a script, discovery, the system's setting, SOCKS, no proxy, or an invalid value. */
  kind: z.enum(['pac', 'auto-detect', 'system', 'socks', 'off', 'unreadable']),
  file: filePath(),
  /** Only for kind `pac` with a URL that parses. Older sessions lack it. */
  script: ScriptPlace.optional(),
});
export type OtherSetting = z.infer<typeof OtherSetting>;

/** A certificate file from a program's own settings, and the kind of file at that path. */
export const OtherTrustFile = z.strictObject({
  program: SettingProgram,
  /** The name of the setting: `http.sslCAInfo`, `cafile`, `ca_bundle`. */
  setting: publicText(),
  ...TrustFile.omit({ variable: true }).shape,
});
export type OtherTrustFile = z.infer<typeof OtherTrustFile>;

/** The setup found on this machine. It is suggested as an answer to questions and used only if the user chooses it. */
export const MachineSetup = z.strictObject({
  /** The default region of AWS programs. */
  region: z.strictObject({ name: regionName(), from: z.enum(REGION_SOURCES) }).nullable(),
  /** Editors with files in the home folder. */
  editors: z.array(z.enum(IDES)),
  /** The origin host of the repository in the current folder. */
  scm: plainUrl().nullable(),
});
export type MachineSetup = z.infer<typeof MachineSetup>;

export const Resolver = z.strictObject({ address: ipAddress(), port: z.int().min(1).max(65535) });
export type Resolver = z.infer<typeof Resolver>;

/** A setting for lookups over TLS (RFC 7858) or HTTPS (RFC 8484), of this machine or a browser on it. */
export const EncryptedDns = z.strictObject({
  by: z.enum(['systemd-resolved', 'network-manager', 'windows', 'macos', 'chrome', 'chromium', 'edge', 'firefox']),
  over: z.enum(['tls', 'https']),
  /** `strict`: without a fallback to plain DNS. */
  mode: z.enum(['strict', 'opportunistic', 'off']),
  /** Host names of the servers, if the setting has them. */
  servers: z.array(hostName()),
  file: filePath(),
});
export type EncryptedDns = z.infer<typeof EncryptedDns>;

/** An address of an interface, with its network's prefix length. */
export const OwnAddress = z.strictObject({ address: ipAddress(), prefix: z.int().min(0).max(128) });
export type OwnAddress = z.infer<typeof OwnAddress>;

export const HostFacts = z.strictObject({
  platform: publicText(),
  release: publicText(),
  arch: publicText(),
  nodeVersion: publicText(),
  container: z.boolean(),
  /** Evidence of EC2 other than the metadata service: DMI product or vendor, hypervisor id. Null if not readable. */
  ec2: z.boolean().nullable(),
  /** Evidence of the product: files or variables of a runner or an environment. */
  product: z.enum(['runner', 'environment']).nullable(),
  /** Signs of the kind of installation. Absent: none, or an older session. */
  installation: InstallationSigns.optional(),
  /** Interfaces that are up, without loopback. */
  interfaces: z.int().min(0),
  ipv4: z.boolean(),
  /** True if the machine has a global IPv6 address. */
  ipv6: z.boolean(),
  /** Source addresses of this machine's connections, for firewall rules. Older sessions lack it. */
  ownAddresses: z.array(OwnAddress).optional(),
  /** A default route per family; null if the platform does not show it. */
  defaultRoute4: z.boolean().nullable(),
  defaultRoute6: z.boolean().nullable(),
  /**
   * True if the IPv4 next hop of the default route did not answer ARP on its link. Null if nothing was sent, or if this is not visible.
   * Older sessions lack it.
   */
  nextHopSilent: z.boolean().nullable().optional(),
  /**
   * TCP segments that this network namespace has sent since boot, how many of them were resent, and how many of the resent ones were the
   * first of a connection. Absent: the platform does not count them, or the session is older.
   */
  tcpCounters: z.strictObject({ sent: z.int().min(0), resent: z.int().min(0), firstResent: z.int().min(0) }).optional(),
  resolvers: z.array(Resolver),
  /** Absent: not read, as in older sessions and on a pretend machine. */
  encryptedDns: z.array(EncryptedDns).optional(),
  proxies: z.array(ProxyVariable),
  noProxy: z.array(NoProxyVariable),
  trustFiles: z.array(TrustFile),
  /** Settings of other programs. Absent: not read, as in older sessions and on a pretend machine. */
  otherProxies: z.array(OtherProxy).optional(),
  otherSettings: z.array(OtherSetting).optional(),
  otherTrustFiles: z.array(OtherTrustFile).optional(),
  /** Proxy scripts that are configured, given or discovered. Absent: none, or an older session. */
  proxyScripts: z.array(NamedScript).optional(),
  /** Absent: not read, as in older sessions and on a pretend machine. */
  setUp: MachineSetup.optional(),
  /** NODE_TLS_REJECT_UNAUTHORIZED=0 is set. */
  verificationDisabled: z.boolean(),
  /** Names (not values) of the AWS_ENDPOINT_URL variables that are set, per-service forms included. */
  awsEndpointVariables: z.array(variableName()),
  /** Roots in the machine's own store; null if unreadable. */
  systemRoots: z.int().min(0).nullable(),
});
export type HostFacts = z.infer<typeof HostFacts>;
