/** Denials by policy: AWS's message, and the encoded message that only AWS can decode. */
import { createHash } from 'node:crypto';
import { type AwsDescription, DEMO_PRINCIPAL, type Refusal } from './description.ts';
import type { ErrorReply } from './reply.ts';

/** What a call does: its action, its resource by ARN, and the owner of its image. */
export interface RequestedAction {
  action: string;
  resource: string | null;
  imageOwner?: string | undefined;
}

export function refusalOf({ refusals = [] }: AwsDescription, asked: RequestedAction): ErrorReply | null {
  const at = refusals.findIndex((refusal) => concerns(refusal, asked));
  const refusal = refusals[at];
  if (refusal === undefined) return null;
  const [service = ''] = asked.action.split(':');
  const sentence = sentenceOf(refusal, asked);
  if (service === 'ec2') {
    const encoded = refusal.statement === undefined ? '' : ` Encoded authorization failure message: ${encodedMessage(at)}`;
    return {
      status: 403,
      code: 'UnauthorizedOperation',
      message: `You are not authorized to perform this operation. ${sentence}.${encoded}`,
    };
  }
  return service === 'ssm'
    ? { status: 400, code: 'AccessDeniedException', message: sentence }
    : { status: 403, code: 'AccessDenied', message: sentence };
}

function concerns({ action, imageOwners }: Refusal, asked: RequestedAction): boolean {
  if (action !== asked.action) return false;
  return imageOwners === undefined || (asked.imageOwner !== undefined && imageOwners.includes(asked.imageOwner));
}

function sentenceOf({ by, explicit }: Refusal, { action, resource }: RequestedAction): string {
  const policy = by === 'permissions boundary' ? by : `${by} policy`;
  const article = policy.startsWith('identity') ? 'an' : 'a';
  const on = resource === null ? '' : ` on resource: ${resource}`;
  const why = explicit ? `with an explicit deny in ${article} ${policy}` : `because no ${policy} allows the ${action} action`;
  return `User: ${DEMO_PRINCIPAL} is not authorized to perform: ${action}${on} ${why}`;
}

/** An encoded message as long and unreadable as a real one, derived from the index of the denial. */
function encodedMessage(at: number): string {
  const parts = Array.from({ length: 6 }, (_, part) => createHash('sha512').update(`refusal ${at} part ${part}`).digest('base64url'));
  return parts.join('');
}

/** The result of `sts:DecodeAuthorizationMessage`; null for a text that is not an `encodedMessage`. */
export function decodedMessage({ refusals = [] }: AwsDescription, encoded: string): string | null {
  const refusal = refusals.find((_, at) => encodedMessage(at) === encoded);
  if (refusal === undefined) return null;
  const { explicit, action, statement } = refusal;
  const values = (texts: readonly string[]) => ({ items: texts.map((value) => ({ value })) });
  const conditions = statement === undefined ? [] : [{ key: statement.key, values: values(statement.values) }];
  const matched = {
    statementId: statement?.id ?? '',
    effect: 'DENY',
    principals: values(['AROADEMODEMOEXAMPLE77']),
    principalGroups: { items: [] },
    actions: values([action]),
    resources: values(['arn:aws:ec2:*::image/*']),
    conditions: { items: conditions },
  };
  return JSON.stringify({
    allowed: false,
    explicitDeny: explicit,
    matchedStatements: { items: explicit ? [matched] : [] },
    failures: { items: [] },
    context: {
      principal: { id: 'AROADEMODEMOEXAMPLE77:demo', arn: DEMO_PRINCIPAL },
      action,
      resource: 'arn:aws:ec2:us-east-1::image/ami-0d0d0d0d0d0d0d0d2',
      conditions: { items: (refusal.imageOwners ?? []).map((owner) => ({ key: 'ec2:Owner', values: values([owner]) })) },
    },
  });
}
