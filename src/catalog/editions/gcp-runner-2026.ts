/** The GCP runner as its Terraform module installs it since May 2026: nothing of AWS, and no gateway. */
import { ANY_ANSWER } from '../../model/requirement.ts';
import { ALL_VANTAGES, type CommonRow, endpoint, REGISTRY_PROOF, type Row, type RowSource } from '../row.ts';
import { ROWS } from '../rows.ts';
import { documentWith, sourced } from './edition.ts';

const MODULE: RowSource = { text: 'gitpod-io/terraform-google-ona-runner, locals.tf', date: '2026-05' };
const FIREWALL: RowSource = { text: 'gitpod-io/terraform-google-ona-runner, firewall.tf', date: '2026-05' };
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

/** APIs that represent `*.googleapis.com`: tokens, machines, logs, storage. */
const APIS = ['oauth2', 'compute', 'logging', 'storage'];

export const GCP_RUNNER_2026 = documentWith({
  dropped: Object.fromEntries(ROWS.filter(isOfAws).map(({ id }) => [id, NOT_ON_GCP])),
  changed: Object.fromEntries(
    ROWS.filter(({ area }) => area === 'releases').map(({ id }) => [id, { neededFrom: ALL_VANTAGES, source: REQUIREMENTS }]),
  ),
  added: [
    sourced(
      endpoint(GOOGLE, 'google-apis', 'Google APIs', 'https://*.googleapis.com', {
        targets: APIS.map((api) => ({
          url: `https://${api}.googleapis.com`,
          standsFor: 'any API below googleapis.com takes the same rule',
        })),
      }),
      REQUIREMENTS,
    ),
    sourced(
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
    sourced(
      endpoint(GOOGLE, 'google-metadata', 'GCP instance metadata', 'http://metadata.google.internal', {
        level: 'optional',
        targets: [{ url: 'http://metadata.google.internal/' }],
        proof: { ...ANY_ANSWER, headers: ['metadata-flavor'] },
      }),
      FIREWALL,
    ),
  ],
});
