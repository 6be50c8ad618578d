/**
 * A pretend network as plain data: which names resolve to what, what stands on the way, and what answers. Everything
 * that is not described is healthy, so a scenario is its one fault. Of several rules for one thing the first counts.
 */
import type { FindingName } from '../model/finding-codes.ts';
import type { OtherProxy } from '../model/host-facts.ts';
import type { PretendWorld } from '../model/pretend-network.ts';
import type { Limits, Profile } from '../model/profile.ts';
import type { TrustingProgram } from '../model/program-trust.ts';
import type { AwsDescription } from './aws/description.ts';
import type { MetadataMode } from './aws/metadata.ts';
import type { WebAnswer } from './web/answer.ts';

/** A host name or an address; a `*` in it stands for anything, so `*` alone is every host of the outside. */
export type HostPattern = string;

/**
 * What a resolver says; `addresses` are IPv4 and need not be the genuine ones, and `alias` is the name (CNAME) that leads to them. `because` is the Extended DNS Error that it gives, and
 * `before` the addresses that a device on the path answers with before it.
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
 * What a packet meets on the way. All but the first three see a TCP connection only; a datagram passes them.
 * - `reset-by-name`: a connection reset once the ClientHello names this host; other names on the same address pass.
 * - `stall-by-name`: the same, and never answered instead of reset.
 * - `reset-in-tls`: a reset whatever the name.
 * - `inspect`: the company's inspector answers in place of the service and hands on its pages.
 * - `inspect-http1`: the same by an inspector that speaks HTTP/1.1 alone.
 * - `block-page`: the company's inspector answers with its own page.
 * - `captive-portal`: whatever is asked for, with TLS or without, the inspector sends to one login page.
 * - `stall-in-tls`: TCP connects and the ClientHello is never answered.
 * - `stall-long-hello`: the same for a ClientHello that is longer than one packet; shorter ones pass.
 * - `alert-in-tls`: the ClientHello is answered with an alert: that of the rule, or that the version is too new.
 * - `alter-in-tls`: a bit of what the service answers in TLS is turned over.
 * - `mutual-tls`: the service, where it admits only clients with a certificate of their own.
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
  /** Every port if it is left out. */
  port?: number;
  does: PathAction;
  /** Of `alert-in-tls`: its number (RFC 8446 §6). */
  alert?: number;
}

/**
 * What is wrong with a leaf, with what signed it, or with what is sent along. `constrained`: its CA may vouch for other names
 * only. `too-deep`: there is one CA more than is allowed. `below-no-ca`: what signed it may not sign.
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

/** What is wrong with the genuine service itself. */
export type ServiceFault =
  | { kind: 'certificate'; leaf: FaultyLeaf }
  | { kind: 'status'; status: number }
  /** Over HTTP/2 each request is ended with HTTP_1_1_REQUIRED. */
  | { kind: 'wants-http1' }
  /** Refuses HEAD, and answers GET. */
  | { kind: 'refuses-head' }
  /** Its answers say that they are compressed, and are not. */
  | { kind: 'garbled' }
  /** Says this instead. */
  | { kind: 'answers'; answer: WebAnswer }
  /** Half of the announced bytes, then the connection ends. */
  | { kind: 'cut-short' }
  /** The announced length, other bytes than those that were signed. */
  | { kind: 'altered' }
  /** The server lives in another time than this machine: it is the one that is right. */
  | { kind: 'clock'; aheadMs: number }
  /** So many bytes a second, and no more. */
  | { kind: 'slow'; bytesPerSecond: number }
  /** So many bytes of each body, and then nothing more while the connection stays open. */
  | { kind: 'stalls'; afterBytes: number }
  /** The request is read, and the connection ends without an answer. */
  | { kind: 'hang-up' };
export interface ServiceRule {
  to: HostPattern;
  /** Paths that end so; every path if it is left out. */
  pathEnds?: string;
  fault: ServiceFault;
}

/** The proxy's own answer to CONNECT; hosts that no rule names are tunnelled. */
export interface ConnectRule {
  to: HostPattern;
  port?: number;
  status: number;
  /** As Squid spells it in X-Squid-Error. */
  error: string;
}
export interface ProxyDescription {
  host: string;
  address: string;
  port: number;
  /** Challenges of a 407, as Proxy-Authenticate spells them, and the one `user:password` that opens it. */
  login?: { challenges: readonly string[]; accepts: string | null };
  connect?: readonly ConnectRule[];
}

/** Files of SSH's configuration by name; `config` is the user's own, and `{folder}` in a text is where they lie. */
export interface SshDescription {
  files: { readonly config: string; readonly [name: string]: string };
}

export interface NetworkDescription {
  /** Absent: the pretend machine has no SSH configuration and no ssh. */
  ssh?: SshDescription;
  names?: readonly NameRule[];
  /** The resolver gives this address for every name that does not exist. */
  missingLeadTo?: string;
  /** A second configured resolver, and what it says; the machine's own look-up asks the first. */
  secondResolver?: readonly NameRule[];
  path?: readonly PathRule[];
  services?: readonly ServiceRule[];
  proxy?: ProxyDescription;
  /** This is EC2: an instance metadata service answers on 169.254.169.254. */
  ec2?: boolean;
  /** How it answers; `silent`: not at all, as where a local rule drops what is sent to it. `both` if it is left out. */
  metadata?: MetadataMode | 'silent';
  /** No AWS credentials lie on the machine; a valid key does if it is left out. */
  noCredentials?: true;
  /** The account in AWS; one in which everything works if it is left out. */
  aws?: AwsDescription;
  /** Proxies in the settings of single programs on this machine. */
  otherProxies?: readonly OtherProxy[];
  /** A box accepts connections in the place of everybody, also where nobody is. */
  transparentProxy?: boolean;
  /** The machine and every host have IPv6 addresses, and no IPv6 packet comes back. */
  ipv6Broken?: boolean;
  /** No interface, no route, no resolver that answers. */
  unplugged?: boolean;
  environment?: Readonly<Record<string, string>>;
  /** Lists of authorities that programs on this machine read, and whether the inspector's root was added to them; the one
   * of the system is what most programs go by. */
  trustLists?: readonly { program: TrustingProgram; path: string; inspector: boolean }[];
  /** The person has the inspector's root in the file that the profile names as `caFile`. */
  rootGivenOut?: boolean;
}

export interface Scenario {
  /** The one finding that it shows; `healthy` shows none. */
  name: FindingName | 'healthy';
  /** The finding that it stands below, if it never comes alone. */
  below?: FindingName;
  title: string;
  profile: Profile;
  network: NetworkDescription;
  limits?: Partial<Limits>;
}

/** A scenario that runs. */
export interface PretendScenario {
  world: PretendWorld;
  profile: Profile;
  limits?: Partial<Limits>;
}

export interface ScenarioOptions {
  /** URLs that flags name beyond the profile; their hosts are served too. */
  extraUrls: readonly string[];
  /** What flags say instead of the scenario. */
  profile?: Partial<Profile>;
}
