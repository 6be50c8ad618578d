/** What a scenario of the lab is: a topology with its faults, a command line, and what has to come out. */
import type { PathRule, ServiceRule } from '../../src/demo/description.ts';
import type { Area } from '../../src/model/area.ts';
import type { FindingName } from '../../src/model/finding-codes.ts';
import type { Profile, Symptom } from '../../src/model/profile.ts';
import type { BrokenZone } from './broken-zones.ts';
import type { Conditions } from './conditions/conditions.ts';

/** One rule of nftables without its chain; `<host>` stands for the address of that host on the lab's internet, of IPv6 in a rule of ip6. */
export type FilterRule = string;

export interface LabScenario {
  name: string;
  /** What is wrong, as one would say it. */
  title: string;
  /** Said to the program as flags; it also decides which hosts exist on the internet. */
  profile: Profile;
  /** More flags; `~` stands for the customer's home folder, here as in the environment. */
  flags?: readonly string[];
  /** Only these areas are measured. */
  areas?: readonly Area[];
  /** What the customer complains about, where the guide starts; the vantage tells unless it is said. */
  symptom?: Symptom;
  environment?: Readonly<Record<string, string>>;
  /** How the customer's machine is joined to the rest; a link and a default route unless it says otherwise. */
  link?: 'none' | 'nobody-behind-it';
  /** The machine's own filter, on what it sends. */
  ownFilter?: readonly FilterRule[];
  /** What the firewall does to packets between the customer and the internet. */
  firewall?: readonly FilterRule[];
  /** What it does to packets of the proxy, which runs on it. */
  behindProxy?: readonly FilterRule[];
  resolver?: ResolverFault;
  /** Access lines of squid.conf; the proxy runs only where they are given. `<passwords>` is a file with the one login. */
  squid?: readonly string[];
  /** Options of mitmproxy, to which the firewall hands all TLS; it runs only where they are given. */
  inspector?: readonly string[];
  /** The same was measured on a good network before, and that report is at hand. */
  baseline?: true;
  /** The firewall hands all TLS to a proxy that nobody configured, which connects to the name that is asked for, but for these. */
  transparentProxy?: { carriesNot: readonly string[] };
  /** Customer, firewall and internet have IPv6 as well, and every host has an address of it. */
  ipv6?: true;
  /** The customer has an address of a carrier's NAT, and the firewall hides it behind its own. */
  carrierNat?: true;
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
  /** Files below the customer's home folder, for which `~` stands in the environment. */
  files?: Readonly<Record<string, string>>;
  /** What is wrong with services, or with what stands just before them. */
  internet?: { path?: readonly PathRule[]; services?: readonly ServiceRule[] };
  /** The request that comes of it is followed, to prove that it asks for what is needed and for nothing else. */
  asked?: Asked;
  expect: Expectation;
}

export type Asked =
  /** The rules for a packet filter are loaded, measured again, and asked for anew, until all is met after so many rounds. */
  | { of: 'firewall'; rounds: number }
  /** No packet filter is asked for anything; what the rules name is allowed on the proxy, and all is met then. */
  | { of: 'proxy' };

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
  /** It denies a name and says why (RFC 8914); a question that asks for no validation gets the genuine answer. */
  admits?: Readonly<Record<string, Admitted>>;
  /** A device before it answers about a name first, over UDP. */
  injects?: Readonly<Record<string, string>>;
  /** It gives this address for every name that does not exist. */
  missingLeadTo?: string;
  /** It gives no answer to a question with EDNS in it. */
  dropsEdns?: true;
  /** It knows the names inside alone: of the internet it says that nothing exists. The proxy has another then. */
  internalOnly?: boolean;
  /** Questions for IPv6 addresses end in SERVFAIL, or are answered with addresses that nobody can reach from here. */
  aaaa?: 'servfail' | 'unreachable';
  /** It knows nothing and may ask nobody, so that it answers REFUSED. */
  servesNobody?: boolean;
  /** Zones whose name servers fail, which the resolver passes on; `*` is every name. */
  brokenZones?: Readonly<Record<string, BrokenZone>>;
}

export interface Expectation {
  /** Root causes by name: these and no others. */
  causes: readonly FindingName[];
  /** What has to be named below one of them. */
  consequences?: readonly FindingName[];
  /**
   * Neighbours that must not appear at all. What a cause rightly explains may stand below it as a consequence: a
   * dropped port below the blocked gateway, say.
   */
  never: readonly FindingName[];
  /** What is true of this network as well, and may be said or not. */
  allowed?: readonly FindingName[];
  /** What has to stand in the evidence or the fixes of a finding: what a control came to. */
  says?: readonly string[];
  exit: 0 | 1 | 3;
}
