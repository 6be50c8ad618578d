/** Documents that match a schema, with every branch of it and hostile text in many strings. */
import type * as z from 'zod';
import type { Dice } from '../../src/bundle/testing/mutations.ts';
import { privacy } from '../../src/model/privacy.ts';
import { hostile, pick } from './payloads.ts';

/** Plausible words for a field of this name, so that generated documents are partly consistent. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  id: ['o1', 'o2', 'f1', 'management.app', 'gateway.https-8443', 'ami.launch', 'ssh.gitpod-environment', 'releases.cli'],
  code: ['ENOTFOUND', 'GD201', 'GD307', 'UnauthorizedOperation', 'ERR_TLS'],
  observation: ['o1', 'o2', 'o3'],
  awsEndpointVariables: ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3', 'AWS_REGION'],
  customEndpoint: ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3', 'endpoint_url'],
  startedAt: ['2026-11-23T12:00:00.000Z', '1970-01-01T00:00:00Z', 'yesterday'],
  step: ['symptom', 'host', 'proxy', 'gateway'],
  answer: ['whole-list', 'browser', 'yes'],
  reason: ['no-reply', 'needs-input', 'blocked-by:GD103', 'deadline'],
};
const BY_CLASS: Readonly<Record<string, readonly string[]>> = {
  host: ['app.gitpod.io', 'proxy.corp.example', 'us01.gitpod.dev', 'x', '198.51.100.7'],
  address: ['198.51.100.7', '10.1.2.3', '2001:db8::1', '127.0.0.1', 'fe80::1'],
  url: ['https://app.gitpod.io/', 'app.gitpod.io:443', 'https://git.corp.example:8443/x'],
  path: ['/etc/ssl/certs/ca.pem', '~/.ssh/config', 'C:\\Users\\anna'],
  user: ['anna', 'root'],
  account: ['123456789012'],
  organisation: ['Acme GmbH', 'Zscaler'],
  resource: ['runner-1', 'x1.gitpod.environment'],
  text: ['connection refused', 'see the log'],
  public: ['o1', 'TLSv1.3', '2026-11-23', 'Squid', 'h2', 'us-east-1'],
};
const REFERENCES: readonly string[] = [
  'o1',
  'o2',
  'o3',
  'management.app',
  'gateway.https-8443',
  'gateway.udp-4242',
  'releases.cli',
  'aws.ec2',
  'ssh.gitpod-environment',
];

interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  options?: readonly z.ZodType[];
  values?: readonly unknown[];
  entries?: Record<string, string>;
  checks?: readonly { _zod: { def: { check: string; value?: number; minimum?: number; maximum?: number; format?: string } } }[];
}

export function shaped(schema: z.ZodType, dice: Dice, name = '', depth = 0): unknown {
  const def = schema._zod.def as unknown as Def;
  const inner = (next: z.ZodType, as = name) => shaped(next, dice, as, depth + 1);
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape ?? {})
          .map(([key, field]) => [key, inner(field, key)])
          .filter(([, value]) => value !== undefined),
      );
    case 'array':
      return Array.from({ length: lengthOf(def, depth, dice) }, () => inner(def.element as z.ZodType));
    case 'nullable':
      return dice(3) === 0 ? null : inner(def.innerType as z.ZodType);
    case 'optional':
      return dice(3) > 0 ? undefined : inner(def.innerType as z.ZodType);
    case 'union':
      return inner(pick(def.options ?? [], dice));
    case 'literal':
      return def.values?.[0];
    case 'enum':
      return pick(Object.values(def.entries ?? {}), dice);
    case 'boolean':
      return dice(2) === 0;
    case 'number':
      return numberOf(def, dice);
    case 'string':
      return stringOf(schema, name, dice);
    default:
      throw new Error(`no value of ${def.type} is made here yet`);
  }
}

function lengthOf({ checks = [] }: Def, depth: number, dice: Dice): number {
  const most = Math.min(60, ...checks.map(({ _zod }) => _zod.def.maximum ?? 60));
  return Math.min(most, dice(60) === 0 ? dice(60) : dice(depth > 6 ? 2 : 4));
}

function numberOf({ checks = [] }: Def, dice: Dice): number {
  const bounds = checks.map(({ _zod }) => _zod.def);
  const least = Math.max(-1e12, ...bounds.filter(({ check }) => check === 'greater_than').map(({ value }) => value ?? 0));
  const most = Math.min(1e15, ...bounds.filter(({ check }) => check === 'less_than').map(({ value }) => value ?? 0));
  const wanted = pick([least + dice(4), least + dice(4000), most - dice(3), dice(65536), 443, least + 1], dice);
  return Math.min(most, Math.max(least, wanted));
}

function stringOf(schema: z.ZodType, name: string, dice: Dice): string {
  const known = /^(?:requirements?|observations?|rows?|accountsFor|tested|request)$/.test(name) ? REFERENCES : WORDS[name];
  const word = pick(known ?? BY_CLASS[privacy.get(schema)?.class ?? 'public'] ?? ['x'], dice);
  return dice(3) === 0 ? hostile(word, dice) : word;
}
