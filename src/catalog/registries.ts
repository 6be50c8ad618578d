/** Container registries. The access requirements name images and hosts; requests of the registry protocol are below `/v2/`. */
import { type CommonRow, endpoint, REGISTRY_PROOF, type Row } from './row.ts';

const REGISTRIES: CommonRow = {
  area: 'registries',
  section: 'Container Registries',
  neededFrom: ['environment'],
  consumer: 'container-engine',
  proof: REGISTRY_PROOF,
};

const OPTIONAL: CommonRow = { ...REGISTRIES, section: 'Optional Services › Additional Container Registries', level: 'optional' };

export const REGISTRY_ROWS: Row[] = [
  endpoint(REGISTRIES, 'mcr', 'Default devcontainer image', 'https://mcr.microsoft.com/devcontainers/base:ubuntu-24.04', {
    // The access requirements give the image reference; this is the first request of a pull.
    targets: [{ url: 'https://mcr.microsoft.com/v2/devcontainers/base/manifests/ubuntu-24.04' }],
    proof: { ...REGISTRY_PROOF, followRedirects: true },
  }),
  endpoint(REGISTRIES, 'ecr-public', 'Runner images (public ECR)', 'https://public.ecr.aws', {
    neededFrom: ['runner', 'environment'],
    targets: [{ url: 'https://public.ecr.aws/v2/' }],
  }),
  endpoint(OPTIONAL, 'docker-index', 'Docker Hub index', 'https://index.docker.io', { targets: [{ url: 'https://index.docker.io/v2/' }] }),
  endpoint(OPTIONAL, 'docker-registry', 'Docker Hub registry', 'https://registry-1.docker.io', {
    targets: [{ url: 'https://registry-1.docker.io/v2/' }],
  }),
  endpoint(OPTIONAL, 'docker-auth', 'Docker Hub tokens', 'https://auth.docker.io', {
    proof: { ...REGISTRY_PROOF, status: 'any', headers: [] },
  }),
  endpoint(OPTIONAL, 'ghcr', 'GitHub container registry', 'https://ghcr.io', { targets: [{ url: 'https://ghcr.io/v2/' }] }),
  endpoint(OPTIONAL, 'private', 'Your private registries', 'Your private registry URLs (HTTPS 443)', {
    level: 'conditional',
    conditions: [{ kind: 'named', what: 'registry' }],
    targets: [{ named: 'registry' }],
    proof: { ...REGISTRY_PROOF, status: 'any', headers: [] },
  }),
];
