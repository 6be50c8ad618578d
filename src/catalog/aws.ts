/** AWS: instance metadata and the regional APIs. `<region>` and `<account-id>` come from the user. */
import type { Condition } from '../model/requirement.ts';
import { ANY_ANSWER } from '../model/requirement.ts';
import type { Vantage } from '../model/vantage.ts';
import { type CommonRow, endpoint, type Row } from './row.ts';

const METADATA: CommonRow = {
  area: 'imds',
  section: 'AWS Services › Instance Metadata',
  level: 'conditional',
  conditions: [{ kind: 'ec2' }],
  neededFrom: ['runner', 'environment'],
  consumer: 'go',
  // IMDSv1 answers with a listing, and IMDSv2 with 401. A proxy would answer with an error of its own, which proves nothing.
  proof: { ...ANY_ANSWER, status: 'registry' },
};

export const METADATA_ROWS: Row[] = [
  endpoint(METADATA, 'endpoint', 'EC2 instance metadata', '169.254.169.254', {
    targets: [{ url: 'http://169.254.169.254/latest/meta-data/' }],
    documented: ['169.254.169.254', 'HTTP (80)'],
  }),
];

const REGIONAL: CommonRow = {
  area: 'aws',
  section: 'AWS Services › Regional APIs',
  neededFrom: ['runner'],
  consumer: 'go',
  // The status of an unsigned request varies by service and over time; TLS for the name is the proof.
  proof: { ...ANY_ANSWER, headers: ['x-amzn-requestid', 'x-amz-request-id'] },
};

const ENTERPRISE: Condition[] = [{ kind: 'runner', is: 'enterprise' }];
/** Environments pull images and fetch artefacts and secrets themselves. */
const BOTH: Vantage[] = ['runner', 'environment'];

function regional(name: string, title: string, more: Partial<Row> = {}): Row {
  return endpoint(REGIONAL, name, title, `https://${name}.<region>.amazonaws.com`, more);
}

function enterpriseOnly(name: string, title: string): Row {
  return regional(name, title, {
    level: 'conditional',
    conditions: ENTERPRISE,
    documented: [`https://${name}.<region>.amazonaws.com (Enterprise runners only)`],
  });
}

export const AWS_ROWS: Row[] = [
  regional('ec2', 'EC2'),
  endpoint(REGIONAL, 'ecr', 'ECR', 'https://<account-id>.dkr.ecr.<region>.amazonaws.com', { neededFrom: BOTH }),
  regional('s3', 'S3', { neededFrom: BOTH }),
  regional('ssm', 'Systems Manager'),
  regional('sts', 'Security Token Service'),
  regional('dynamodb', 'DynamoDB'),
  regional('cloudformation', 'CloudFormation'),
  regional('secretsmanager', 'Secrets Manager', { neededFrom: BOTH }),
  regional('logs', 'CloudWatch Logs', { level: 'optional', documented: ['https://logs.<region>.amazonaws.com (optional)'] }),
  enterpriseOnly('elasticloadbalancing', 'Elastic Load Balancing'),
  enterpriseOnly('acm', 'Certificate Manager'),
];
