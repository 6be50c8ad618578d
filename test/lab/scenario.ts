/** A lab scenario: a topology with its faults, a command line, and the expected result. */
import type { PathRule, ScriptDescription, ServiceRule } from '../../src/demo/description.ts';
import type { Area } from '../../src/model/area.ts';
import type { FindingName } from '../../src/model/finding-codes.ts';
import type { Profile, Symptom } from '../../src/model/profile.ts';
import type { BrokenZone } from './broken-zones.ts';
import type { Conditions } from './conditions/conditions.ts';
import type { KerberosPart } from './kerberos.ts';

/** One nftables rule without its chain; `<host>` is the address of that host on the lab's internet, IPv6 in a rule of ip6. */
export type FilterRule = string;

export interface LabScenario {
  name: string;
  /** The fault in plain words. */
  title: string;
  /** Said to the program as flags; it also decides which hosts exist on the internet. */
  profile: Profile;
  /** More flags; `~` is the customer's home folder, here and in the environment. */
  flags?: readonly string[];
  /** Only these areas are measured. */
  areas?: readonly Area[];
  /** The customer's symptom, where the guide starts; by default the vantage decides. */
  symptom?: Symptom;
  environment?: Readonly<Record<string, string>>;
  /** The customer's network connection; by default a link and a default route. */
  link?: 'none' | 'nobody-behind-it';
  /** The machine's own filter for outgoing packets. */
  ownFilter?: readonly FilterRule[];
  /** What the firewall does to packets between the customer and the internet. */
  firewall?: readonly FilterRule[];
  /** The filter for packets of the proxy, which runs on the firewall. */
  behindProxy?: readonly FilterRule[];
  resolver?: ResolverFault;
  /** Access lines of squid.conf; the proxy runs only where they are given. `<passwords>` is a file with the one login. */
  squid?: readonly string[];
  /** A SOCKS proxy on the same machine: access lines of danted.conf, or one that asks for the one login. */
  socks?: readonly string[] | 'login';
  /** A Kerberos realm, whose KDC runs beside the proxy. `~/krb5.conf` is the customer's. */
  kerberos?: KerberosPart;
  /** Options of mitmproxy, to which the firewall hands all TLS; it runs only where they are given. */
  inspector?: readonly string[];
  /** The same was measured on a good network before, and that report is at hand. */
  baseline?: true;
  /** The firewall redirects all TLS to an unconfigured proxy, which connects to the requested names except these. */
  transparentProxy?: { carriesNot: readonly string[] };
  /** Customer, firewall and internet have IPv6 as well, and every host has an address of it. */
  ipv6?: true;
  /** The customer has an address of a carrier's NAT, and the firewall hides it behind its own. */
  carrierNat?: true;
  /** A proxy script on a web server of the lab's internet. */
  script?: ScriptDescription;
  /** The customer's DHCP lease names this script (option 252): `asked` for by its client, or `forced` on it by the server. */
  dhcpScript?: { url: string; sent: 'asked' | 'forced' };
  /** The search list of the customer's resolv.conf. */
  search?: string;
  /** The customer has a second interface with this address, as a VPN has. */
  vpnAddress?: string;
  /** Addresses that lead to a host of the internet which has another one there, as a private endpoint does. */
  standIns?: Readonly<Record<string, string>>;
  /** Programs ask a resolver on the customer's own loopback, which asks the company's. */
  stubResolver?: true;
  /** What the network is like beside its faults: loss, rate, delay. */
  conditions?: Conditions;
  /** A real Nebula lighthouse at the gateway's addresses; `never` is its `send_recv_error: never`, at all or some of them. */
  nebula?: { never: readonly string[] | 'all' };
  /** The customer's clock, as faketime spells it: `+2h`. */
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
  /** The packet filter rules are loaded, measured and requested again, until all is met after this many rounds. */
  | { of: 'firewall'; rounds: number }
  /** No packet filter is asked for anything; what the rules name is allowed on the proxy, and all is met then. */
  | { of: 'proxy' }
  /** The letter for the network team: what its table names is opened everywhere and nothing else, and all is met then. */
  | { of: 'letter' };

export interface Admitted {
  says: 'nxdomain' | 'servfail' | 'refused';
  /** INFO-CODE of the Extended DNS Error. */
  because: number;
}

export interface ResolverFault {
  /** A second resolver that the customer is configured with, behind the first. */
  second?: Omit<ResolverFault, 'second'>;
  /** Another address for a name, or null where the name is unknown. */
  names?: Readonly<Record<string, string | null>>;
  /** It denies a name and explains it (RFC 8914); a question without validation gets the genuine answer. */
  admits?: Readonly<Record<string, Admitted>>;
  /** A device before it answers about a name first, over UDP. */
  injects?: Readonly<Record<string, string>>;
  /** It gives this address for every name that does not exist. */
  missingLeadTo?: string;
  /** It gives no answer to a question with EDNS in it. */
  dropsEdns?: true;
  /** It knows internal names only and denies all others. The proxy has another resolver then. */
  internalOnly?: boolean;
  /** Questions for IPv6 addresses end in SERVFAIL, or get unreachable addresses. */
  aaaa?: 'servfail' | 'unreachable';
  /** It knows nothing and may forward nothing, so it answers REFUSED. */
  servesNobody?: boolean;
  /** Zones whose name servers fail, which the resolver passes on; `*` is every name. */
  brokenZones?: Readonly<Record<string, BrokenZone>>;
}

export interface Expectation {
  /** Root causes by name: these and no others. */
  causes: readonly FindingName[];
  /** Required consequences. */
  consequences?: readonly FindingName[];
  /** Neighbours that must not appear at all. A right consequence of a cause is allowed: a dropped port below the blocked gateway, say. */
  never: readonly FindingName[];
  /** Further true findings, which may appear. */
  allowed?: readonly FindingName[];
  /** Required text in the evidence or the fixes of a finding, such as a control's result. */
  says?: readonly string[];
  exit: 0 | 1 | 3;
}
