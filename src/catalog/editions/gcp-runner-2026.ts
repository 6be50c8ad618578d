/** The GCP runner as its Terraform module installs it since May 2026: without AWS and without a gateway. */
import { ANY_ANSWER } from '../../model/requirement.ts';
import { ALL_VANTAGES, type CommonRow, endpoint, REGISTRY_PROOF, type Row, type RowSource } from '../row.ts';
import { ROWS } from '../rows.ts';
import { documentWith, WINDOWS_CLI, withSource } from './edition.ts';
import { environmentPortRow, inboundRow, runnerDomainRows } from './runner-domain.ts';

const MODULE: RowSource = { text: 'gitpod-io/terraform-google-ona-runner, locals.tf', date: '2026-05' };
const FIREWALL: RowSource = { text: 'gitpod-io/terraform-google-ona-runner, firewall.tf', date: '2026-05' };
const VARIABLES: RowSource = { text: 'gitpod-io/terraform-google-ona-runner, variables.tf', date: '2026-05' };
const PROXY: RowSource = { text: 'gitpod-io/terraform-google-ona-runner, docs/proxy.md', date: '2026-05' };
const REQUIREMENTS: RowSource = { text: 'ona.com, GCP access requirements', date: '2026-05' };

const NOT_ON_GCP = { ...REQUIREMENTS, inferred: 'the page names no endpoint of AWS and no gateway' };
const isOfAws = ({ area, id }: Row) =>
  area === 'aws' || area === 'imds' || area === 'ami' || area === 'gateway' || id === 'registries.ecr-public';

const GOOGLE: CommonRow = {
  area: 'management',
  section: 'GCP access requirements',
  neededFrom: ['runner', 'environment'],
  consumer: 'go',
  documented: [],
};

/** APIs that represent `*.googleapis.com`: tokens, machines. */
const APIS = ['oauth2', 'compute'];

/** Ports of SSH and management on an environment. */
const PORTS = ['22', '22222', '22999', '29222', '61000'];

export const GCP_RUNNER_2026 = documentWith({
  dropped: { ...WINDOWS_CLI.dropped, ...Object.fromEntries(ROWS.filter(isOfAws).map(({ id }) => [id, NOT_ON_GCP])) },
  changed: Object.fromEntries(
    ROWS.filter(({ area, id }) => area === 'releases' && WINDOWS_CLI.dropped[id as keyof typeof WINDOWS_CLI.dropped] === undefined).map(
      ({ id }) => [id, { neededFrom: ALL_VANTAGES, source: REQUIREMENTS }],
    ),
  ),
  added: [
    ...WINDOWS_CLI.added,
    ...runnerDomainRows(
      'GCP access requirements',
      { ...VARIABLES, inferred: 'runner_domain is required' },
      { ...PROXY, inferred: 'the certificate is for the wildcard' },
    ),
    environmentPortRow('GCP access requirements', PORTS.map(Number), [22, 22222, 29222], {
      ...FIREWALL,
      inferred: '22 is the port of SSH, 22222 that of IAP, and 29222 the sshPort of the AWS module; the purpose of 61000 is not documented',
    }),
    inboundRow(
      'GCP access requirements',
      'load-balancer',
      "The runner's load balancer",
      { to: "the runner's load balancer", from: 'laptops, environments and the identity provider', ports: ['443'] },
      { ...PROXY, inferred: 'the page shows the port and no source addresses' },
    ),
    inboundRow(
      'GCP access requirements',
      'environments',
      'From the runner to environments',
      { to: 'environments (tag gitpod-type-environment)', from: 'the runner (tag gitpod-runner)', ports: PORTS },
      FIREWALL,
    ),
    inboundRow(
      'GCP access requirements',
      'environments-iap',
      'From IAP to environments',
      { to: 'environments (tag gitpod-type-environment)', from: 'IAP TCP forwarding (35.235.240.0/20)', ports: ['22222'] },
      FIREWALL,
    ),
    inboundRow(
      'GCP access requirements',
      'health-checks',
      'Health checks of the load balancer',
      {
        to: 'the runner and its proxy',
        from: 'health checks of Google Cloud (35.191.0.0/16, 130.211.0.0/22, 209.85.152.0/22, 209.85.204.0/22)',
        ports: ['4430', '5000', '8080', '8443', '9091'],
      },
      FIREWALL,
    ),
    withSource(
      endpoint(GOOGLE, 'google-apis', 'Google APIs', 'https://*.googleapis.com', {
        targets: APIS.map((api) => ({
          url: `https://${api}.googleapis.com`,
          standsFor: 'any API below googleapis.com takes the same rule',
        })),
      }),
      REQUIREMENTS,
    ),
    withSource(
      endpoint(
        { ...GOOGLE, area: 'registries' },
        'ona-images',
        'Images of the runner',
        'https://us-docker.pkg.dev/gitpod-next-production',
        {
          targets: [{ url: 'https://us-docker.pkg.dev/v2/' }],
          proof: REGISTRY_PROOF,
        },
      ),
      MODULE,
    ),
    withSource(
      endpoint(GOOGLE, 'google-metadata', 'GCP instance metadata', 'http://metadata.google.internal', {
        level: 'conditional',
        conditions: [{ kind: 'from', is: 'runner' }],
        neededFrom: ['runner'],
        targets: [{ url: 'http://metadata.google.internal/' }],
        proof: { ...ANY_ANSWER, headers: ['metadata-flavor'] },
      }),
      FIREWALL,
    ),
  ],
});
