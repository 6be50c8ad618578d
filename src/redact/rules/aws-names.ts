/** AWS names in messages: ARNs and the ids of resources. */
import { maskArn } from '../arn.ts';
import { AWS_ID } from '../aws-ids.ts';
import type { Identifiers } from '../identifiers.ts';
import type { Span } from '../span.ts';

const ARN_RUN = /\barn:aws[a-z-]{0,24}:[^\s"'<>`,;)\]}\\]{1,1200}/g;
const ID_RUN = new RegExp(`(?<![A-Za-z0-9_.-])${AWS_ID}(?![A-Za-z0-9_-]|\\.[A-Za-z0-9])`, 'g');

export function findAwsNames(text: string, make: Identifiers): Span[] {
  const arns = Array.from(text.matchAll(ARN_RUN), (match): Span => {
    const arn = match[0].replace(/[.:]+$/, '');
    return span(match.index, arn, maskArn(arn, make) ?? make.resource(arn));
  });
  const ids = Array.from(text.matchAll(ID_RUN), (match) => span(match.index, match[0], make.resource(match[0])));
  // An unchanged ARN is a span too, so that no other rule mistakes a service in it for a host.
  return [...arns, ...ids];
}

function span(start: number, text: string, replacement: string): Span {
  return { start, end: start + text.length, rule: 'resource', secret: false, replacement };
}
