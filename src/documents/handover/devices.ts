/**
 * The change in the syntax of a device, if the measurement identifies the device: squid.conf(5), PAN-OS set commands, Zscaler policies,
 * nft(8), EC2 security groups. Working connections are omitted, because they already have a rule.
 */
import { inspectionVendor } from '../../knowledge/certificates/ca-names.ts';
import { addressClass, addressFamily } from '../../model/address.ts';
import type { Device } from '../../model/devices.ts';
import type { Finding } from '../../model/finding.ts';
import type { Handover, RequiredConnection } from '../../model/handover.ts';
import type { Report } from '../../model/report.ts';
import { type Block, command, list, paragraph, section } from '../../render/block.ts';
import { textLines } from '../../render/text.ts';
import { count } from '../words/quantity.ts';
import type { Mask } from '../words/say.ts';
import { isWorking } from './words.ts';

const BY_NAME: readonly (readonly [RegExp, Device])[] = [
  [/^squid\b/i, 'squid'],
  [/^zscaler\b/i, 'zscaler'],
  [/^palo alto\b/i, 'palo-alto'],
];

/** Returns the devices that the responses of the proxy or the issuers of the certificates reveal. */
export function devicesOf({ observations }: Report, causes: readonly Finding[]): Device[] {
  const concerned = new Set(causes.flatMap((finding) => finding.observations));
  const phases = observations.filter(({ id }) => concerned.has(id)).flatMap((observation) => observation.phases);
  const products = phases.flatMap((phase) => (phase.name === 'tunnel' && !phase.ok ? phase.products : []));
  const issuers = causes.filter(({ code }) => code === 'GD307').map(({ subject }) => inspectionVendor([subject]) ?? '');
  const names = [...products, ...issuers];
  return BY_NAME.flatMap(([pattern, device]) => (names.some((name) => pattern.test(name)) ? [device] : []));
}

interface Change {
  /** Failing connections by what decides about them: the proxy, the network, TLS inspection. */
  proxied: RequiredConnection[];
  direct: RequiredConnection[];
  intercepted: RequiredConnection[];
  sources: string[];
}

export function deviceBlocks(told: Handover, mask: Mask): Block[] {
  const broken = told.connections.filter((connection) => !isWorking(connection) && connection.needed);
  // An untested host is exempted too if the same device inspects the tested hosts.
  const spared = new Set(told.exemptions.map(({ host }) => host));
  const isSpared = ({ state, host }: RequiredConnection) => state === 'intercepted' || (state === 'not-measured' && spared.has(host));
  const closed = broken.filter((connection) => !isSpared(connection));
  const change: Change = {
    proxied: closed.filter(({ proxy }) => proxy !== null),
    direct: closed.filter(({ proxy }) => proxy === null),
    intercepted: broken.filter(isSpared),
    sources: told.source.addresses.flatMap(({ address }) => (addressClass(address) === 'link-local' ? [] : [address])),
  };
  const written = told.devices.flatMap((device) => {
    const blocks = WRITERS[device](change, mask);
    return blocks.length > 0
      ? blocks
      : [paragraph(`${DEVICE_NAMES[device]}: nothing to change, because none of these connections goes through this device.`)];
  });
  if (!written.some(({ kind }) => kind === 'section')) return written;
  const untested = hostsOf(broken.filter(({ state }) => state === 'not-measured'));
  const added = `This includes hosts that are needed but were not tested: ${untested.join(', ')}.`;
  const alone = `These rules allow only ${change.sources.join(' and ')}. Please use your group or network for such machines instead.`;
  const notes = [
    ...(textLines(written).some((line) => change.sources.some((source) => line.includes(source))) ? [alone] : []),
    ...(untested.length === 0 ? [] : [added]),
  ];
  return [...notes.map((note) => paragraph(mask(note))), ...written];
}

export const DEVICE_NAMES: Readonly<Record<Device, string>> = {
  ...{ squid: 'squid', zscaler: 'Zscaler Internet Access', 'palo-alto': 'Palo Alto Networks (PAN-OS)', nftables: 'nftables' },
  'security-group': 'AWS security group',
};

const WRITERS: Readonly<Record<Device, (change: Change, mask: Mask) => Block[]>> = {
  squid({ proxied, intercepted, sources }, mask) {
    const from = `acl gitpod_source src ${sources.length === 0 ? '<address of the machine>' : sources.join(' ')}`;
    const lines = byPort(proxied).flatMap(([port, hosts]) => [
      `acl gitpod_${port} dstdomain ${suffixes(hosts).join(' ')}`,
      `acl gitpod_port_${port} port ${port}`,
      `http_access allow CONNECT gitpod_source gitpod_port_${port} gitpod_${port}`,
    ]);
    const spliced = suffixes(hostsOf(intercepted));
    const bump = spliced.length === 0 ? [] : [`acl gitpod_names ssl::server_name ${spliced.join(' ')}`, 'ssl_bump splice gitpod_names'];
    return change('squid: in squid.conf above the first http_access and ssl_bump line, then squid -k reconfigure', mask, [
      ...(lines.length === 0 ? [] : [from, ...lines]),
      ...bump,
    ]);
  },
  zscaler({ proxied, direct, intercepted }, mask) {
    const hosts = suffixes(hostsOf([...proxied, ...direct, ...intercepted]));
    if (hosts.length === 0) return [];
    const rules = [
      ...(intercepted.length === 0
        ? []
        : ['SSL/TLS Inspection: a rule above the others with this category and the action Do Not Inspect.']),
      ...(proxied.length + direct.length === 0 ? [] : ['URL & Cloud App Control: a rule with this category and the action Allow.']),
    ];
    return [
      section(DEVICE_NAMES.zscaler, [
        ...list([`URL Categories: add a custom category Gitpod with ${count(hosts.length, 'name')}:`]),
        command(mask(hosts.join('\n'))),
        ...list([...rules, 'Activate the change.']),
      ]),
    ];
  },
  'palo-alto'({ proxied, direct, intercepted, sources }, mask) {
    const source = sources.length === 0 ? 'any' : `[ ${sources.join(' ')} ]`;
    const hosts = hostsOf([...proxied, ...direct, ...intercepted]).filter((host) => addressFamily(host) === null);
    if (hosts.length === 0) return [];
    return change(`${DEVICE_NAMES['palo-alto']}, in configuration mode; replace the zones by yours`, mask, [
      'set profiles custom-url-category gitpod type "URL List"',
      `set profiles custom-url-category gitpod list [ ${hosts.map((host) => `${host}/`).join(' ')} ]`,
      ...(intercepted.length === 0
        ? []
        : [
            `set rulebase decryption rules gitpod from any to any source ${source} destination any source-user any category gitpod service any type ssl-forward-proxy action no-decrypt`,
            'move rulebase decryption rules gitpod top',
          ]),
      ...(proxied.length + direct.length === 0
        ? []
        : [
            `set rulebase security rules gitpod from any to any source ${source} destination any application any service any category gitpod action allow`,
            'move rulebase security rules gitpod top',
          ]),
      'commit',
    ]);
  },
  nftables({ direct, sources }, mask) {
    const lines = byPort(direct).flatMap(([port, , all]) =>
      [...Map.groupBy(all, ({ protocol }) => protocol)].flatMap(([protocol, alike]) =>
        FAMILIES.flatMap(({ family, ip }) => {
          const to = ofFamily(
            alike.flatMap(({ addresses }) => addresses),
            family,
          );
          const own = ofFamily(sources, family);
          if (to.length === 0 || (own.length === 0 && sources.length > 0)) return [];
          const from = own.length === 0 ? '' : `${ip} saddr { ${own.join(', ')} } `;
          return [`nft insert rule inet filter forward ${from}${ip} daddr { ${to.join(', ')} } ${protocol} dport ${port} accept`];
        }),
      ),
    );
    return change('nftables, for a table "inet filter" with a chain "forward"; the addresses were looked up today', mask, lines);
  },
  'security-group'({ direct, sources }, mask) {
    const line = ({ protocol, port }: RequiredConnection, network: string, family: 4 | 6) =>
      `aws ec2 authorize-security-group-egress --group-id '<security group>' ${
        family === 4
          ? `--protocol ${protocol} --port ${port} --cidr ${network}`
          : `--ip-permissions 'IpProtocol=${protocol},FromPort=${port},ToPort=${port},Ipv6Ranges=[{CidrIpv6=${network}}]'`
      }`;
    const lines = direct.flatMap((connection) => {
      const literal = addressFamily(connection.host);
      if (literal !== null) return [line(connection, `${connection.host}/${literal === 4 ? 32 : 128}`, literal)];
      const used = FAMILIES.filter(({ family }) =>
        [connection.addresses, sources].every((all) => all.length === 0 || ofFamily(all, family).length > 0),
      );
      const opened = connection.addresses.length === 0 || used.length === 0 ? FAMILIES.slice(0, 1) : used;
      return opened.map(({ family, any }) => line(connection, any, family));
    });
    return change('AWS security group (it accepts addresses, not names)', mask, [...new Set(lines)]);
  },
};

const FAMILIES = [
  { family: 4, ip: 'ip', any: '0.0.0.0/0' },
  { family: 6, ip: 'ip6', any: '::/0' },
] as const;

function ofFamily(addresses: readonly string[], family: 4 | 6): string[] {
  return [...new Set(addresses.filter((address) => addressFamily(address) === family))];
}

function change(head: string, mask: Mask, lines: readonly string[]): Block[] {
  return lines.length === 0 ? [] : [section(head, [command(mask(lines.join('\n')))])];
}

function byPort(connections: readonly RequiredConnection[]): [number, string[], RequiredConnection[]][] {
  return [...Map.groupBy(connections, ({ port }) => port)].map(([port, alike]) => [port, hostsOf(alike), alike]);
}

function hostsOf(connections: readonly RequiredConnection[]): string[] {
  return [...new Set(connections.map(({ host }) => host))];
}

/** Writes `*.x` as `.x`, which includes `x` in squid and Zscaler. Squid refuses a list that contains both. */
function suffixes(hosts: readonly string[]): string[] {
  const wide = hosts.filter((host) => host.startsWith('*.')).map((host) => host.slice(1));
  return [...new Set([...wide, ...hosts.filter((host) => !host.startsWith('*.') && !wide.some((suffix) => `.${host}`.endsWith(suffix)))])];
}
