/** The quality of a network, in addition to its faults, as data: each condition is a number, and an omitted one is ideal. */

/** Each condition with its unit, as `--conditions loss=5,rtt=600` takes it. */
const UNITS = {
  /** Packets lost on the customer's line, in each direction. The kernel draws them, and no seed controls it. */
  loss: 'percent',
  /** The bandwidth of the customer's line, in each direction. */
  bandwidth: 'kbit/s',
  /** The round-trip time of the customer's line. */
  rtt: 'ms',
  /** Each packet is delayed by up to this time, in each direction. Packets keep their order. */
  jitter: 'ms',
  /** Packets that are reordered, in each direction. */
  reorder: 'percent',
  /** The MTU of the company's uplink. Its firewall tells senders about it. */
  mtu: 'bytes',
  /** The resolvers answer after this delay. */
  resolverDelay: 'ms',
  /** Queries that do not reach the resolvers and answers that are lost, over UDP. */
  resolverLoss: 'percent',
  /** The number of the configured resolver that does not exist. */
  deadResolver: '1 or 2',
  /** The bandwidth of the proxy towards the customer, for all connections together. */
  proxyRate: 'bytes/s',
  /** The proxy waits this long before it answers a CONNECT. */
  connectDelay: 'ms',
  /** The seed for jitter and reordering. */
  seed: 'number',
} as const;

export type Condition = keyof typeof UNITS;
export type Conditions = { readonly [C in Condition]?: number };

/** Parses `loss=5,rtt=600`, or returns the error in it. */
export function parseConditions(text: string): Conditions | string {
  const entries = text.split(',').filter(Boolean);
  const conditions: { [C in Condition]?: number } = {};
  for (const entry of entries) {
    const [name = '', value = ''] = entry.split('=');
    if (!isCondition(name)) return `There is no condition ${name}. ${known()}`;
    const number = Number(value);
    if (value === '' || !Number.isFinite(number) || number < 0) return `${entry} is no number. ${known()}`;
    conditions[name] = number;
  }
  return conditions;
}

/** `loss=5,rtt=600`, in the order of the table. */
export function wordsOf(conditions: Conditions): string {
  const given = (Object.keys(UNITS) as Condition[]).flatMap((name) =>
    conditions[name] === undefined || name === 'seed' ? [] : `${name}=${conditions[name]}`,
  );
  return given.join(',') || 'good';
}

function isCondition(name: string): name is Condition {
  return Object.hasOwn(UNITS, name);
}

function known(): string {
  const all = Object.entries(UNITS)
    .map(([name, unit]) => `${name} (${unit})`)
    .join(', ');
  return `Conditions: ${all}`;
}
