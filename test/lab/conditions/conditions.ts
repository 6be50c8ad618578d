/** The quality of a network beside its faults, as data: each is a number; an omitted one is ideal. */

/** Each condition with its unit, as `--conditions loss=5,rtt=600` takes it. */
const UNITS = {
  /** Packets lost on the customer's line, each way. The kernel draws them; no seed reaches it. */
  loss: 'percent',
  /** What the customer's line carries, each way. */
  bandwidth: 'kbit/s',
  /** Round trip of the customer's line. */
  rtt: 'ms',
  /** Each packet comes up to this much later, each way; packets keep their order. */
  jitter: 'ms',
  /** Packets that are overtaken, each way. */
  reorder: 'percent',
  /** The longest packet that the company's uplink carries; its firewall tells senders so. */
  mtu: 'bytes',
  /** The resolvers answer this much later. */
  resolverDelay: 'ms',
  /** Questions that resolvers do not get and answers of theirs that are lost, over UDP. */
  resolverLoss: 'percent',
  /** Of two configured resolvers, this one is not there. */
  deadResolver: '1 or 2',
  /** What the proxy hands to the customer, all connections together. */
  proxyRate: 'bytes/s',
  /** The proxy waits this long before it answers a CONNECT. */
  connectDelay: 'ms',
  /** What the line's jitter and order are drawn from. */
  seed: 'number',
} as const;

export type Condition = keyof typeof UNITS;
export type Conditions = { readonly [C in Condition]?: number };

/** The conditions of `loss=5,rtt=600`, or the error in it. */
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
