/**
 * Masks ARNs: partition, service, region and the kind of resource stay; the account and every name are masked. A session's or user's name
 * counts as a person, because single sign-on puts e-mail addresses there.
 */

interface Names {
  account(id: string): string;
  user(name: string): string;
  resource(name: string): string;
}

/** `arn:partition:service:region:account:resource` (AWS General Reference, "ARN format"). */
const ARN = /^arn:(aws(?:-[a-z]{1,8}){0,3}):([a-z0-9-]{1,40}):([a-z0-9-]{0,30}):(\d{12}|px-acct-[a-z0-9-]{1,30}|aws)?:(.{1,1024})$/s;
/** Words between slashes that are kinds, not names. */
const KINDS =
  /^(?:assumed-role|federated-user|role|user|group|policy|service_control_policy|resource_control_policy|instance|instance-profile|image|vpc|subnet|security-group|stack|root|\*|aws-service-role|service-role|[a-z0-9-]{1,40}\.amazonaws\.com|aws-reserved|vpc-endpoint|vpc-endpoint-service|network-interface|secret|table|key|alias|repository|cluster|service|launch-template|snapshot|volume|parameter|log-group|function|elastic-ip|natgateway|route-table|key-pair|placement-group)$/;
/** Prefixes after which the last word is treated as a person's name. */
const PERSONS = /^(?:assumed-role\/[^/]+\/|federated-user\/|user\/)/;
const AWS_OWN_ROLE = /^AWSServiceRoleFor[A-Za-z0-9]{1,64}$/;

/** Masks an ARN; null for other text. */
export function maskArn(text: string, make: Names): string | null {
  const parts = ARN.exec(text);
  if (parts === null) return null;
  const [, partition = '', service = '', region = '', account = '', resource = ''] = parts;
  // The account `aws` means a policy that AWS itself publishes.
  if (account === 'aws') return text;
  const named = resource
    .split(/([/:]+)/)
    .map((part, index, all) => (index % 2 === 1 ? part : maskPart(part, index === all.length - 1 && PERSONS.test(resource), make)))
    .join('');
  return ['arn', partition, service, region, account === '' ? '' : make.account(account), named].join(':');
}

function maskPart(part: string, isPerson: boolean, make: Names): string {
  if (part === '' || KINDS.test(part) || AWS_OWN_ROLE.test(part)) return part;
  return isPerson && !/^i-[0-9a-f]{8,17}$/.test(part) ? make.user(part) : make.resource(part);
}
