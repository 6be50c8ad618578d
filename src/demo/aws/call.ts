/** Parses a request as AWS does: service and region from the host, action from body or header, key from the signature. */
import { parsedJson } from '../../model/parsed-json.ts';
import type { WebRequest } from '../web/answer.ts';

export interface AwsCall {
  service: string;
  region: string;
  /** The action, for example `DescribeImages`. */
  action: string;
  /** The fields of a query request, as they are spelt on the wire (`Owner.1`); empty for a JSON request. */
  fields: URLSearchParams;
  /** The body of a JSON request. */
  json: Readonly<Record<string, unknown>>;
  /** The id of the access key; null if the request is not signed. */
  keyId: string | null;
  /** The time of the signature in milliseconds; null without a readable date. */
  signedAt: number | null;
}

/** The API call in a request; null for other requests, such as a browser's GET. */
export function readCall({ host, method, headers = {}, body = '' }: WebRequest): AwsCall | null {
  if (method !== 'POST') return null;
  const authorization = headers['authorization'] ?? '';
  // The format: `AWS4-HMAC-SHA256 Credential=<key id>/<date>/<region>/<service>/aws4_request, SignedHeaders=…`
  const [, keyId = null, signedRegion, signedService] = /Credential=([^/,]+)\/\d{8}\/([^/,]+)\/([^/,]+)\//.exec(authorization) ?? [];
  const [service = '', region = ''] = host.split('.');
  const common = { service: signedService ?? service, region: signedRegion ?? region, keyId, signedAt: dateOf(headers['x-amz-date']) };
  const target = headers['x-amz-target'];
  if (target !== undefined) {
    return { ...common, action: target.split('.').at(-1) ?? '', fields: new URLSearchParams(), json: jsonOf(body) };
  }
  const fields = new URLSearchParams(body);
  const action = fields.get('Action');
  return action === null ? null : { ...common, action, fields, json: {} };
}

/** The members of a list in the query protocol: `Owner.1`, `Owner.2`, … */
export function listMembers(fields: URLSearchParams, name: string): string[] {
  const values: string[] = [];
  for (let value = fields.get(`${name}.1`); value !== null; value = fields.get(`${name}.${values.length + 1}`)) values.push(value);
  return values;
}

/** Parses the basic form of ISO 8601: `20261124T020913Z`. */
function dateOf(text = ''): number | null {
  const time = Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  return Number.isNaN(time) ? null : time;
}

function jsonOf(body: string): Readonly<Record<string, unknown>> {
  const value = parsedJson(body);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
