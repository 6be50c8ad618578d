/** The AWS runner as its Terraform module installs it since August 2026: on Fargate, without a gateway, with a domain of its own. */
import { ANY_ANSWER } from '../../model/requirement.ts';
import { type CommonRow, endpoint, REGISTRY_PROOF, type RowSource } from '../row.ts';
import { documentWith, sourced } from './edition.ts';

const MODULE: RowSource = { text: 'gitpod-io/terraform-aws-ona-runner, locals.tf', date: '2026-08' };
const SECURITY_GROUPS: RowSource = { text: 'gitpod-io/terraform-aws-ona-runner, security-groups.tf', date: '2026-08' };
const SET_UP: RowSource = { text: 'ona.com, AWS runner setup', date: '2026-08' };
const NETWORKING: RowSource = { text: 'ona.com, Networking', date: '2026-08' };

const NO_GATEWAY = { ...MODULE, inferred: 'gatewayAPIEndpoint is empty' };

const RUNNER_DOMAIN: CommonRow = {
  area: 'management',
  section: 'AWS runner setup › Networking',
  neededFrom: ['laptop', 'environment'],
  consumer: 'go',
  documented: [],
};

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
    'gateway.https-8443': NO_GATEWAY,
    'gateway.subdomains-8443': NO_GATEWAY,
    'gateway.udp-4242': NO_GATEWAY,
    'ami.bottlerocket': { ...SET_UP, inferred: 'the setup names one owner of images, 995913728426' },
  },
  changed: {
    'aws.logs': { level: 'required', source: NETWORKING },
    'aws.ecr': { level: 'optional', source: { ...MODULE, inferred: 'images come from the account 025066274397' } },
    'aws.elasticloadbalancing': { level: 'required', conditions: [], source: { ...MODULE, inferred: 'runnerPackage is Enterprise' } },
    'aws.acm': { level: 'required', conditions: [], source: { ...MODULE, inferred: 'runnerPackage is Enterprise' } },
    'imds.endpoint': {
      neededFrom: ['environment'],
      source: { ...MODULE, inferred: 'a task on Fargate has no EC2 instance metadata; environments are EC2 instances' },
    },
  },
  added: [
    sourced(
      endpoint(RUNNER_DOMAIN, 'runner-domain', "The runner's domain", 'https://<runner-domain>', { targets: [{ runnerDomain: '' }] }),
      SECURITY_GROUPS,
    ),
    sourced(
      endpoint(RUNNER_DOMAIN, 'runner-subdomains', "Names below the runner's domain", 'https://*.<runner-domain>', {
        targets: [{ runnerDomain: 'gitpod-doctor.', standsFor: 'DNS and the certificate cover every name below the domain' }],
      }),
      SET_UP,
    ),
    sourced(endpoint(REGIONAL, 'ecr-api', 'ECR API', 'https://api.ecr.<region>.amazonaws.com'), NETWORKING),
    sourced(
      endpoint(REGIONAL, 'ecr-ona', "ECR of Ona's account", 'https://025066274397.dkr.ecr.<region>.amazonaws.com', {
        neededFrom: ['runner', 'environment'],
        proof: REGISTRY_PROOF,
        targets: [{ url: 'https://025066274397.dkr.ecr.<region>.amazonaws.com/v2/' }],
      }),
      MODULE,
    ),
  ],
});
