/** AWS actions of the pages that the demo lacks: one answer per action, in the XML of the query protocol. */
import { readCall } from '../../../src/demo/aws/call.ts';
import type { AwsDescription } from '../../../src/demo/aws/description.ts';
import { awsApi } from '../../../src/demo/aws/services.ts';
import { startHttpsServer } from '../../../src/demo/servers/https-server.ts';
import { createPublicCa } from '../../../src/demo/servers/pki.ts';
import { regionalApi } from '../../../src/demo/web/aws.ts';

/** By action, the content of the response element. */
export type MoreAnswers = Readonly<Record<string, string>>;

/** The service whose hosts it answers for. */
export const MORE_SERVICES = ['ec2', 'cloudformation'] as const;

/** Any other request gets the answer of the demo's AWS. `root` is the CA. */
export async function startMoreOfAws(aws: AwsDescription, more: MoreAnswers): Promise<{ port: number; root: string }> {
  const authority = await createPublicCa();
  const genuine = awsApi(aws, regionalApi);
  const { port } = await startHttpsServer({
    authority,
    site: (request) => {
      const action = readCall(request)?.action ?? '';
      const inside = more[action];
      if (inside === undefined) return genuine(request);
      const body = `<?xml version="1.0" encoding="UTF-8"?>\n<${action}Response>${inside}</${action}Response>\n`;
      return { status: 200, headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': 'more' }, body };
    },
  });
  return { port, root: authority.root };
}

type Elements = Readonly<Record<string, string | number>>;

function elements(all: Elements): string {
  return Object.entries(all)
    .map(([name, inside]) => `<${name}>${inside}</${name}>`)
    .join('');
}

/** The reason why CloudFormation could not create the runner's instance. */
export function failedStack(reason: string): MoreAnswers {
  const event = elements({
    EventId: 'event-1',
    StackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/gitpod-runner/1',
    StackName: 'gitpod-runner',
    LogicalResourceId: 'RunnerInstance',
    ResourceStatus: 'CREATE_FAILED',
    ResourceStatusReason: reason,
    Timestamp: '2026-11-24T09:00:00Z',
  });
  return { DescribeStackEvents: elements({ DescribeStackEventsResult: elements({ StackEvents: elements({ member: event }) }) }) };
}

/** An instance with this hop limit. */
export function hopLimit(instanceId: string, hops: number): MoreAnswers {
  const metadataOptions = elements({ state: 'applied', httpTokens: 'required', httpPutResponseHopLimit: hops, httpEndpoint: 'enabled' });
  const instancesSet = elements({ item: elements({ instanceId, metadataOptions }) });
  return { DescribeInstances: elements({ reservationSet: elements({ item: elements({ instancesSet }) }) }) };
}

/** The region's default VPC, or an empty list. */
export function defaultVpc(vpcId: string | null): MoreAnswers {
  return { DescribeVpcs: elements({ vpcSet: vpcId === null ? '' : elements({ item: elements({ vpcId, isDefault: 'true' }) }) }) };
}
