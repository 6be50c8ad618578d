/** A lab scenario: a topology with its faults, a command line, and the expected result. */
import type { PathRule, ScriptDescription, ServiceRule } from '../../src/demo/description.ts';
import type { Area } from '../../src/model/area.ts';
import type { FindingName } from '../../src/model/finding-codes.ts';
import type { Profile, Symptom } from '../../src/model/profile.ts';
import type { BrokenZone } from './broken-zones.ts';
import type { Conditions } from './conditions/conditions.ts';
import type { KerberosPart } from './kerberos.ts';

/**
 * One nftables rule without its chain. `<host>` stands for the address of that host on the lab's internet, an IPv6 address in a rule of
 * ip6.
 */
export type FilterRule = string;

export interface LabScenario {
  name: string;
  /** The fault in plain words. */
  title: string;
  /** The profile, which is given to the program as flags. It also decides which hosts exist on the internet. */
  profile: Profile;
  /** More flags. `~` stands for the customer's home folder, here and in the environment. */
  flags?: readonly string[];
  /** Only these areas are measured. */
  areas?: readonly Area[];
  /** The symptom with which the guide starts; by default the vantage point decides. */
  symptom?: Symptom;
  environment?: Readonly<Record<string, string>>;
  /** The customer's network connection; by default a link and a default route. */
  link?: 'none' | 'nobody-behind-it';
  /** The machine's own filter for outgoing packets. */
  ownFilter?: readonly FilterRule[];
  /** What the firewall does with packets between the customer and the internet. */
  firewall?: readonly FilterRule[];
  /** The filter for packets of the proxy, which runs on the firewall. */
  behindProxy?: readonly FilterRule[];
  resolver?: ResolverFault;
  /** Access lines of squid.conf. The proxy runs only if they are given. `<passwords>` is a file with the only login. */
  squid?: readonly string[];
  /** A SOCKS proxy on the same machine: access lines of danted.conf, or a proxy that requires the only login. */
  socks?: readonly string[] | 'login';
  /** A Kerberos realm, whose KDC runs beside the proxy. `~/krb5.conf` is the customer's. */
  kerberos?: KerberosPart;
  /** Options of mitmproxy, to which the firewall redirects all TLS. It runs only if they are given. */
  inspector?: readonly string[];
  /** True if the same was measured on a good network before, and that report is the baseline. */
  baseline?: true;
  /** The firewall redirects all TLS to an unconfigured proxy, which connects to the requested names except these. */
  transparentProxy?: { carriesNot: readonly string[] };
  /** Customer, firewall and internet also have IPv6, and every host has an IPv6 address. */
  ipv6?: true;
  /** The customer has an address behind a carrier's NAT, and the firewall hides it behind its own address. */
  carrierNat?: true;
  /** A proxy script on a web server of the lab's internet. */
  script?: ScriptDescription;
  /** The customer's DHCP lease names this script (option 252): `asked` for by its client, or `forced` on it by the server. */
  dhcpScript?: { url: string; sent: 'asked' | 'forced' };
  /** The search list of the customer's resolv.conf. */
  search?: string;
  /** The customer has a second interface with this address, as a VPN has. */
  vpnAddress?: string;
  /** Addresses that lead to a host whose address on the internet is different, like those of a private endpoint. */
  standIns?: Readonly<Record<string, string>>;
  /** Programs query a resolver on the customer's own loopback, which forwards to the company's. */
  stubResolver?: true;
  /** The quality of the network in addition to its faults: loss, bandwidth, delay. */
  conditions?: Conditions;
  /** A real Nebula lighthouse at the gateway's addresses; `never` sets `send_recv_error: never` for all or some of them. */
  nebula?: { never: readonly string[] | 'all' };
  /** The customer's clock in faketime's notation: `+2h`. */
  clock?: string;
  /** Lines of the customer's /etc/hosts. */
  hostsFile?: Readonly<Record<string, string>>;
  /** Files below the customer's home folder, `~` in the environment. */
  files?: Readonly<Record<string, string>>;
  /** Faults of services, or of devices directly in front of them. */
  internet?: { path?: readonly PathRule[]; services?: readonly ServiceRule[] };
  /** The resulting request is followed, to prove that it asks for exactly what is needed. */
  asked?: Asked;
  expect: Expectation;
}

export type Asked =
  /**
   * The packet filter rules are loaded, and the session is measured and requested again, until everything is met after this number of
   * rounds.
   */
  | { of: 'firewall'; rounds: number }
  /** The request contains no packet filter rule. What its rules name is allowed on the proxy, and then everything is met. */
  | { of: 'proxy' }
  /** The request to the network team: the connections in its table are opened everywhere and nothing else, and then everything is met. */
  | { of: 'letter' };

export interface Admitted {
  says: 'nxdomain' | 'servfail' | 'refused';
  /** The INFO-CODE of the extended DNS error. */
  because: number;
}

export interface ResolverFault {
  /** A second resolver in the customer's configuration, after the first. */
  second?: Omit<ResolverFault, 'second'>;
  /** Another address for a name, or null if the resolver does not know the name. */
  names?: Readonly<Record<string, string | null>>;
  /** The resolver denies a name and gives the reason (RFC 8914). A query without validation gets the genuine answer. */
  admits?: Readonly<Record<string, Admitted>>;
  /** A device in front of the resolver answers first about a name, over UDP. */
  injects?: Readonly<Record<string, string>>;
  /** The resolver gives this address for every name that does not exist. */
  missingLeadTo?: string;
  /** The resolver does not answer a query with EDNS. */
  dropsEdns?: true;
  /** The resolver knows only internal names and denies all others. The proxy then has another resolver. */
  internalOnly?: boolean;
  /** Queries for IPv6 addresses are answered with SERVFAIL, or with unreachable addresses. */
  aaaa?: 'servfail' | 'unreachable';
  /** The resolver knows no name and may not forward a query, so it answers REFUSED. */
  servesNobody?: boolean;
  /** Zones whose name servers fail, which the resolver passes on; `*` stands for every name. */
  brokenZones?: Readonly<Record<string, BrokenZone>>;
}

export interface Expectation {
  /** The names of the root causes. No other root cause may be reported. */
  causes: readonly FindingName[];
  /** Required consequences. */
  consequences?: readonly FindingName[];
  /**
   * Near misses that must not appear at all. A right consequence of a cause is allowed, for example a dropped port below the blocked
   * gateway.
   */
  never: readonly FindingName[];
  /** Further true findings, which are allowed. */
  allowed?: readonly FindingName[];
  /** Required text in the evidence or the fixes of a finding, such as a control's result. */
  says?: readonly string[];
  exit: 0 | 1 | 3;
}
