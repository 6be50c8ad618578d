/**
 * Parses AWS's access-denied messages (IAM User Guide, "Troubleshoot access denied error messages"). Facts missing from a message stay
 * unknown, because not every service uses this form.
 */

import type { Denial, POLICY_TYPES } from '../../model/aws/denial.ts';
import { parsedJson } from '../../model/parsed-json.ts';

type PolicyType = (typeof POLICY_TYPES)[number];

const POLICY_PHRASES: readonly [phrase: string, type: PolicyType][] = [
  ['identity-based policy', 'identity'],
  ['service control policy', 'scp'],
  ['resource control policy', 'rcp'],
  ['permissions boundary', 'boundary'],
  ['session policy', 'session'],
  ['vpc endpoint policy', 'vpc-endpoint'],
  ['resource-based policy', 'resource'],
  ['role trust policy', 'resource'],
];

const PHRASES = POLICY_PHRASES.map(([phrase]) => phrase).join('|');
const ARN = String.raw`arn:aws[a-z-]{0,20}:[^\s"']{1,1000}`;
const EXPLICIT = new RegExp(String.raw`with an explicit deny in an? (${PHRASES})(?::\s{0,4}(${ARN}))?`, 'i');
const IMPLICIT = new RegExp(`because no (${PHRASES}) allows`, 'i');
const ACTION = /is not authorized to perform: ([a-z][a-z0-9-]{0,60}:[a-z]{1,80})/i;
const RESOURCE = new RegExp(`on resource: "?(${ARN})`, 'i');
const ENCODED = /\s{0,4}Encoded authorization failure message:\s{0,4}([A-Za-z0-9_+/=-]+)/;

/** Parses AWS's message about a denial, of any length. */
export interface DenialMessage {
  /** The part that may be kept and shown. It excludes the encoded part, which holds the policy. */
  text: string;
  /** The input of `sts:DecodeAuthorizationMessage`; null if the message has no encoded part. Never kept. */
  encoded: string | null;
  denial: Denial;
}

export function readDenial(message: string): DenialMessage {
  const encoded = ENCODED.exec(message)?.[1] ?? null;
  const text = message.replaceAll(new RegExp(ENCODED, 'g'), '').trim();
  const plain = text.slice(0, 20_000).replaceAll(/\s+/g, ' ');
  const explicit = EXPLICIT.exec(plain);
  const implicit = explicit === null ? IMPLICIT.exec(plain) : null;
  return {
    text,
    encoded,
    denial: {
      action: ACTION.exec(plain)?.[1] ?? null,
      resourceKind: resourceKindOf(RESOURCE.exec(plain)?.[1] ?? ''),
      effect: explicit !== null ? 'explicit-deny' : implicit !== null ? 'implicit' : 'unknown',
      policyType: policyTypeOf(explicit?.[1] ?? implicit?.[1] ?? ''),
      policyArn: withoutFullStop(explicit?.[2] ?? null),
      decoded: null,
    },
  };
}

/**
 * Parses a decoded message into the deciding statement and its conditions. An implicit denial has no statement, so it gives the request
 * attributes that EC2 policies usually test. Null for any other text.
 */
export function readDecodedDenial(json: string): NonNullable<Denial['decoded']> | null {
  const message = record(parsedJson(json));
  if (typeof message?.['allowed'] !== 'boolean') return null;
  const statements = items(message['matchedStatements']);
  const stated = statements.flatMap((statement) => items(record(statement)?.['conditions']));
  const asked = items(record(message['context'])?.['conditions']).filter((condition) => IMAGE_KEYS.has(String(record(condition)?.['key'])));
  return {
    statementIds: statements.flatMap((statement) => label(record(statement)?.['statementId'])).slice(0, 20),
    conditions: (stated.length > 0 ? stated : asked).flatMap(conditionOf).slice(0, 40),
  };
}

/** Attributes of images and launches that SCPs test (Service Authorization Reference, Amazon EC2). */
const IMAGE_KEYS: ReadonlySet<string> = new Set([
  'ec2:Owner',
  'ec2:Public',
  'ec2:ImageType',
  'ec2:ImageID',
  'ec2:InstanceType',
  'ec2:MetadataHttpTokens',
  'aws:RequestedRegion',
]);

function conditionOf(value: unknown): { key: string; values: string[] }[] {
  const condition = record(value);
  const key = condition?.['key'];
  if (typeof key !== 'string' || !/^[A-Za-z0-9-]{1,40}:[A-Za-z0-9/_.-]{1,128}$/.test(key)) return [];
  return [{ key, values: items(condition?.['values']).flatMap((each) => label(record(each)?.['value'])) }];
}

/** `arn:aws:ec2:us-east-1::image/ami-1` → `image`. */
function resourceKindOf(arn: string): string | null {
  const resource = arn.split(':').slice(5).join(':');
  return /^([a-z][a-z-]{0,40})[/:]/.exec(resource)?.[1] ?? null;
}

function policyTypeOf(phrase: string): PolicyType {
  return POLICY_PHRASES.find(([known]) => known === phrase.toLowerCase())?.[1] ?? 'unknown';
}

/** Removes punctuation after an ARN at the end of a sentence. */
function withoutFullStop(arn: string | null): string | null {
  return arn?.replace(/[.,;)]+$/, '') ?? null;
}

function label(value: unknown): string[] {
  return typeof value === 'string' && value !== '' && value.length <= 512 ? [value] : [];
}

/** Lists have the form `{ items: [...] }`. */
function items(value: unknown): readonly unknown[] {
  const list = record(value)?.['items'];
  return Array.isArray(list) ? list : [];
}

function record(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}
