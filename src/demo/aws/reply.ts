/** The wire formats of AWS: XML of the query protocols, JSON of Systems Manager, and their errors. */
import { randomUUID } from 'node:crypto';
import type { WebAnswer } from '../web/answer.ts';
import type { AwsCall } from './call.ts';

/** Elements by name. An array is a list of `item` elements, and null omits the element. */
export type Xml = string | number | boolean | null | readonly Xml[] | { readonly [element: string]: Xml };

/** The response to an action: a tree for XML, or an AWS error. */
export type Reply = { result: { readonly [element: string]: Xml } } | ErrorReply;
export interface ErrorReply {
  status: number;
  code: string;
  message: string;
}

const NAMESPACES: Readonly<Record<string, string>> = {
  ec2: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
};

export function awsAnswer({ service, action }: AwsCall, reply: Reply): WebAnswer {
  const id = randomUUID();
  const ids = { 'x-amzn-requestid': id, ...(service === 'ec2' ? { server: 'AmazonEC2' } : {}) };
  if (service === 'ssm') {
    const headers = { 'content-type': 'application/x-amz-json-1.1', ...ids };
    if ('result' in reply) return { status: 200, headers, body: JSON.stringify(reply.result) };
    return { status: reply.status, headers, body: JSON.stringify({ __type: reply.code, message: reply.message }) };
  }
  const namespace = NAMESPACES[service] ?? '';
  const headers = { 'content-type': 'text/xml;charset=UTF-8', ...ids };
  return { status: 'result' in reply ? 200 : reply.status, headers, body: bodyOf(service, action, reply, id, namespace) };
}

function bodyOf(service: string, action: string, reply: Reply, id: string, namespace: string): string {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if ('result' in reply) {
    const root = `${action}Response`;
    // EC2 puts its elements into the root. STS wraps them and adds the request id.
    const inside =
      service === 'ec2' ? { requestId: id, ...reply.result } : { [`${action}Result`]: reply.result, ResponseMetadata: { RequestId: id } };
    return `${declaration}<${root} xmlns="${namespace}">${xml(inside)}</${root}>\n`;
  }
  const { code, message } = reply;
  if (service === 'ec2') {
    return `${declaration}<Response>${xml({ Errors: { Error: { Code: code, Message: message } }, RequestID: id })}</Response>\n`;
  }
  const error = { Error: { Type: reply.status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message }, RequestId: id };
  return `${declaration}<ErrorResponse xmlns="${namespace}">${xml(error)}</ErrorResponse>\n`;
}

function xml(value: Xml): string {
  if (value === null) return '';
  if (typeof value !== 'object') return escaped(String(value));
  if (Array.isArray(value)) return value.map((each: Xml) => `<item>${xml(each)}</item>`).join('');
  return Object.entries(value)
    .map(([name, inside]) => (inside === null ? '' : `<${name}>${xml(inside)}</${name}>`))
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
