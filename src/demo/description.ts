/**
 * A simulated network as plain data: names with their addresses, devices on the path, and servers. Everything that is not described is
 * healthy, so a scenario states only its fault. If several rules match, the first applies.
 */
import type { Overlay } from '../catalog/index.ts';
import type { FindingName } from '../model/finding-codes.ts';
import type { OtherProxy } from '../model/host-facts.ts';
import type { InstallationSign } from '../model/installation.ts';
import type { PretendWorld } from '../model/pretend-network.ts';
import type { Limits, Profile } from '../model/profile.ts';
import type { TrustingProgram } from '../model/program-trust.ts';
import type { LoginMeans } from '../model/proxy-login.ts';
import type { ScriptSource } from '../model/proxy-script.ts';
import type { AwsDescription } from './aws/description.ts';
import type { MetadataMode } from './aws/metadata.ts';
import type { WebAnswer } from './web/answer.ts';
import type { GoogleMetadataMode } from './web/google-metadata.ts';

/** A host name or an address. A `*` matches anything, so `*` alone matches every outside host. */
export type HostPattern = string;

/**
 * A resolver's answer. `addresses` are IPv4 and need not be genuine; `alias` is the name (CNAME) that leads to them; `because` is the
 * Extended DNS Error; `before` are the addresses that a device on the path sends first.
 */
export type NameAnswer =
  | 'genuine'
  | 'nxdomain'
  | 'servfail'
  | 'refused'
  | 'silent'
  | { addresses: readonly string[]; alias?: string }
  | { says: 'nxdomain' | 'servfail' | 'refused'; because: number }
  | { before: readonly string[] };
export interface NameRule {
  to: HostPattern;
  answer: NameAnswer;
}

/**
 * What happens to a packet on the path. All but the first three affect TCP connections only; datagrams pass.
 * - `reset-by-name`: the connection is reset once the ClientHello names this host; other names on the same address pass.
 * - `stall-by-name`: the same, but with silence instead of a reset.
 * - `reset-in-tls`: the connection is reset after the ClientHello, whatever the name.
 * - `inspect`: the company's inspector answers in place of the service and forwards its pages.
 * - `inspect-http1`: the same, with an inspector that only supports HTTP/1.1.
 * - `block-page`: the company's inspector answers with its own page.
 * - `captive-portal`: the inspector redirects every request, with TLS or without, to one login page.
 * - `stall-in-tls`: TCP connects and the ClientHello gets no answer.
 * - `stall-long-hello`: the same for a ClientHello longer than one packet; shorter ones pass.
 * - `alert-in-tls`: the reply to the ClientHello is an alert: the rule's, or `protocol_version`.
 * - `alter-in-tls`: one bit of the service's TLS data is flipped.
 * - `mutual-tls`: the service requires a client certificate.
 */
export type PathAction =
  | 'pass'
  | 'drop'
  | 'refuse'
  | 'reset-by-name'
  | 'stall-by-name'
  | 'reset-in-tls'
  | 'stall-in-tls'
  | 'stall-long-hello'
  | 'alert-in-tls'
  | 'alter-in-tls'
  | 'mutual-tls'
  | 'inspect'
  | 'inspect-http1'
  | 'block-page'
  | 'captive-portal';
export interface PathRule {
  to: HostPattern;
  /** The port. Without it, the rule applies to every port. */
  port?: number;
  does: PathAction;
  /** The number of the TLS alert for `alert-in-tls` (RFC 8446 §6). */
  alert?: number;
}

/**
 * A fault in a leaf, its issuer, or the rest of the chain. `constrained`: the CA's name constraints exclude the name. `too-deep`: the chain
 * has one CA more than a path length allows. `below-no-ca`: the issuer is not a CA.
 */
export type FaultyLeaf =
  | 'expired'
  | 'not-yet-valid'
  | 'for-another-name'
  | 'without-intermediate'
  | 'small-key'
  | 'sha1-signature'
  | 'common-name-only'
  | 'for-clients'
  | 'constrained'
  | 'too-deep'
  | 'below-no-ca'
  | 'revoked';

export type ServiceFault =
  | { kind: 'certificate'; leaf: FaultyLeaf }
  | { kind: 'status'; status: number }
  /** Ends each HTTP/2 request with HTTP_1_1_REQUIRED. */
  | { kind: 'wants-http1' }
  /** Refuses HEAD but responds to GET. */
  | { kind: 'refuses-head' }
  /** Declares a Content-Encoding although the bodies are not compressed. */
  | { kind: 'garbled' }
  /** Sends this response instead of the genuine one. */
  | { kind: 'answers'; answer: WebAnswer }
  /** Sends half of the bytes that Content-Length declares, then closes. */
  | { kind: 'cut-short' }
  /** Sends other bytes than the published ones, with the right Content-Length. */
  | { kind: 'altered' }
  /** The server's clock is ahead of this machine's clock, and this machine's clock is wrong. */
  | { kind: 'clock'; aheadMs: number }
  /** Sends at most this many bytes per second. */
  | { kind: 'slow'; bytesPerSecond: number }
  /** Sends this many bytes of each body, then nothing, while the connection stays open. */
  | { kind: 'stalls'; afterBytes: number }
  /** Reads the request, then closes the connection without a response. */
  | { kind: 'hang-up' };
export interface ServiceRule {
  to: HostPattern;
  /** The paths that end in this text are affected; by default every path. */
  pathEnds?: string;
  fault: ServiceFault;
}

/** A host for which the proxy refuses CONNECT. Hosts without a rule are tunnelled. */
export interface ConnectRule {
  to: HostPattern;
  port?: number;
  status: number;
  /** The error as Squid names it in X-Squid-Error. */
  error: string;
}
export interface ProxyDescription {
  host: string;
  address: string;
  port: number;
  /** The `challenges` of a 407, as in Proxy-Authenticate, and the only accepted `user:password`. `for`: only these need a login. */
  login?: { challenges: readonly string[]; accepts: string | null; for?: HostPattern };
  connect?: readonly ConnectRule[];
  /**
   * The proxy speaks SOCKS instead of HTTP. `login` is the only accepted `user:password`. With `looksUpNames: false`, it accepts only
   * addresses.
   */
  socks?: { login?: string; looksUpNames?: false; rules?: readonly { to: HostPattern; port?: number; reply: number }[] };
}

/** A proxy script on a server of its own; by default with status 200 and the media type of a script. */
export interface ScriptDescription {
  url: string;
  text: string;
  /** Where the machine found the URL; by default in its settings. */
  source?: ScriptSource;
  status?: number;
  headers?: Readonly<Record<string, string>>;
}

/** Files of the SSH configuration by name; `config` is the user's own. `{folder}` in a text stands for the folder of these files. */
export interface SshDescription {
  isWithoutClient?: boolean;
  files: { readonly config: string; readonly [name: string]: string };
}

export interface NetworkDescription {
  /** If this is absent, the simulated machine has neither an SSH configuration nor an ssh client. */
  ssh?: SshDescription;
  names?: readonly NameRule[];
  /** The resolver gives this address for every name that does not exist. */
  missingLeadTo?: string;
  /** A second configured resolver, with its answers. The system lookup uses only the first resolver. */
  secondResolver?: readonly NameRule[];
  path?: readonly PathRule[];
  services?: readonly ServiceRule[];
  proxy?: ProxyDescription;
  /** The machine is an EC2 instance, with an instance metadata service on 169.254.169.254. */
  ec2?: boolean;
  /** The mode of the metadata service; by default `both`. `silent`: it does not respond, as if a local rule dropped requests. */
  metadata?: MetadataMode | 'silent';
  /** The machine is a Google Compute Engine instance, with a metadata server on 169.254.169.254. */
  google?: GoogleMetadataMode | 'silent';
  /** True if the machine has no AWS credentials. By default it has a valid key. */
  noCredentials?: true;
  /** The text of the AWS configuration file with its profiles; by default there is none. */
  awsConfig?: string;
  /** The AWS account; by default an account in which everything works. */
  aws?: AwsDescription;
  /** Proxies in the settings of single programs on this machine. */
  otherProxies?: readonly OtherProxy[];
  /** What the machine has for a login at the proxy; by default nothing. */
  login?: Partial<LoginMeans>;
  /** The proxy script that the machine uses. */
  script?: ScriptDescription;
  /** A device accepts every connection, including those to unassigned addresses. */
  transparentProxy?: boolean;
  /** Signs of the kind of installation on the machine. If this is absent, the machine has the signs of its environment. */
  installation?: readonly InstallationSign[];
  /** The machine and every host have IPv6 addresses, but no reply to an IPv6 packet arrives. */
  ipv6Broken?: boolean;
  /** The machine has no interface, no route, and no resolver that answers. */
  unplugged?: boolean;
  environment?: Readonly<Record<string, string>>;
  /** The trust stores of programs on this machine, and whether they contain the inspector's root; most programs use the system's. */
  trustLists?: readonly { program: TrustingProgram; path: string; inspector: boolean }[];
  /** The profile's `caFile` is a file with the inspector's root. */
  rootGivenOut?: boolean;
}

export interface Scenario {
  name: string;
  /** The finding that the scenario shows; null if it shows none. Absent outside the demo. */
  shows?: FindingName | null;
  /** The root cause, if the scenario's finding never occurs without another finding. */
  below?: FindingName;
  title: string;
  profile: Profile;
  network: NetworkDescription;
  limits?: Partial<Limits>;
}

export interface PretendScenario {
  world: PretendWorld;
  profile: Profile;
  limits?: Partial<Limits>;
}

export interface ScenarioOptions {
  /** URLs that flags add to the profile. Their hosts are served too. */
  extraUrls: readonly string[];
  /** Flags that override the scenario. */
  profile?: Partial<Profile>;
  /** The overlay of `--catalog`, whose hosts are served too. */
  overlay?: Overlay | null;
}
