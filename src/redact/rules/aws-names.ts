/** ARNs: partition, service, region and the kind of resource stay; the account and every name go. */
import type { Identifiers } from '../identifiers.ts';
import type { Span } from '../span.ts';

const ARN = /\barn:(?:aws|aws-cn|aws-us-gov):[a-z0-9-]{1,40}:[a-z0-9-]{0,30}:(\d{12}|aws)?:([^\s"'<>`,;)\]}]{1,1024})/g;
/** Words between the slashes that are kinds, not names. */
const KINDS =
  /^(?:assumed-role|federated-user|role|user|group|policy|instance|instance-profile|image|vpc|subnet|security-group|stack|root|\*|AWSReservedSSO_[A-Za-z]+|aws-service-role|service-role|vpc-endpoint|network-interface|secret|table|key|alias|repository|cluster|service|launch-template|snapshot|volume)$/;

export function awsNames(text: string, make: Identifiers): Span[] {
  if (!text.includes('arn:')) return [];
  const spans: Span[] = [];
  for (const match of text.matchAll(ARN)) {
    const [whole, account = '', resource = ''] = match;
    const resourceAt = match.index + whole.length - resource.length;
    if (/^\d/.test(account)) {
      const start = resourceAt - 1 - account.length;
      spans.push({ start, end: start + account.length, rule: 'account', secret: false, replacement: make.account(account) });
    }
    for (const part of resource.matchAll(/[^/:]+/g)) {
      const name = part[0];
      if (KINDS.test(name)) continue;
      const replacement = /@/.test(name) ? make.user(name) : make.resource(name);
      const start = resourceAt + part.index;
      if (replacement !== name) spans.push({ start, end: start + name.length, rule: 'resource', secret: false, replacement });
    }
  }
  return spans;
}
