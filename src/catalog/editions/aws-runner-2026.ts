/** The AWS runner as its Terraform module installs it since August 2026: on Fargate, without a gateway, with its own domain. */
import { ANY_ANSWER } from '../../model/requirement.ts';
import { type CommonRow, endpoint, REGISTRY_PROOF, type RowSource } from '../row.ts';
import { documentWith, WINDOWS_CLI, withSource } from './edition.ts';
import { environmentPortRow, inboundRow, runnerDomainRows } from './runner-domain.ts';

const MODULE: RowSource = { text: 'gitpod-io/terraform-aws-ona-runner, locals.tf', date: '2026-08' };
const SECURITY_GROUPS: RowSource = { text: 'gitpod-io/terraform-aws-ona-runner, security-groups.tf', date: '2026-08' };
const SET_UP: RowSource = { text: 'ona.com, AWS runner setup', date: '2026-08' };
const NETWORKING: RowSource = { text: 'ona.com, Networking', date: '2026-08' };
const ECR_GUIDE: RowSource = {
  text: 'Amazon ECR User Guide, Interface VPC endpoints',
  date: '2026-12',
  inferred: 'ECR keeps the layers of every registry in this bucket of the region',
};

const NO_GATEWAY = { ...MODULE, inferred: 'gatewayAPIEndpoint is empty' };

const REGIONAL: CommonRow = {
  area: 'aws',
  section: 'Networking › AWS endpoints',
  neededFrom: ['runner'],
  consumer: 'go',
  proof: { ...ANY_ANSWER, headers: ['x-amzn-requestid', 'x-amz-request-id'] },
  documented: [],
};

export const AWS_RUNNER_2026 = documentWith({
  dropped: {
    ...WINDOWS_CLI.dropped,
    'gateway.https-8443': NO_GATEWAY,
    'gateway.subdomains-8443': NO_GATEWAY,
    'gateway.udp-4242': NO_GATEWAY,
    'ami.bottlerocket': { ...SET_UP, inferred: 'the setup names one owner of images, 995913728426' },
  },
  changed: {
    'aws.s3': { direct: true, source: NETWORKING },
    'aws.secretsmanager': { direct: true, source: NETWORKING },
    'aws.logs': { level: 'required', direct: true, source: NETWORKING },
    'aws.ecr': { level: 'optional', source: { ...MODULE, inferred: 'images come from the account 025066274397' } },
    'aws.elasticloadbalancing': { level: 'required', conditions: [], source: { ...MODULE, inferred: 'runnerPackage is Enterprise' } },
    'aws.acm': { level: 'required', conditions: [], source: { ...MODULE, inferred: 'runnerPackage is Enterprise' } },
    'imds.endpoint': {
      neededFrom: ['environment'],
      source: { ...MODULE, inferred: 'a task on Fargate has no EC2 instance metadata; environments are EC2 instances' },
    },
  },
  added: [
    ...WINDOWS_CLI.added,
    ...runnerDomainRows('AWS runner setup › Networking', SECURITY_GROUPS, SET_UP),
    environmentPortRow('AWS runner setup › Networking', [22999, 29222], [29222], {
      ...SECURITY_GROUPS,
      inferred: '22999 reaches the supervisor; sshPort of locals.tf is 29222',
    }),
    inboundRow(
      'AWS runner setup › Networking',
      'load-balancer',
      "The runner's load balancer",
      { to: "the runner's load balancer", from: 'laptops, environments and the identity provider', ports: ['443', '80'] },
      { ...SECURITY_GROUPS, inferred: 'the module allows every source' },
    ),
    inboundRow(
      'AWS runner setup › Networking',
      'environments',
      'From the runner to environments',
      { to: 'environments', from: "the runner's tasks", ports: ['1024-65535'] },
      { ...SECURITY_GROUPS, inferred: 'with restrict_ingress port 22999 is enough' },
    ),
    withSource(endpoint(REGIONAL, 'ecr-api', 'ECR API', 'https://api.ecr.<region>.amazonaws.com', { direct: true }), NETWORKING),
    withSource(
      endpoint(REGIONAL, 'ecr-ona', "ECR of Ona's account", 'https://025066274397.dkr.ecr.<region>.amazonaws.com', {
        neededFrom: ['runner', 'environment'],
        direct: true,
        proof: REGISTRY_PROOF,
        targets: [{ url: 'https://025066274397.dkr.ecr.<region>.amazonaws.com/v2/' }],
      }),
      MODULE,
    ),
    withSource(
      endpoint(REGIONAL, 'ecr-layers', 'Image layers of ECR', 'https://prod-<region>-starport-layer-bucket.s3.<region>.amazonaws.com', {
        neededFrom: ['runner', 'environment'],
      }),
      ECR_GUIDE,
    ),
  ],
});
