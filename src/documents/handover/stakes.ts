/** What fails until a request is carried out, for a reader who does not know Gitpod. */
import type { Area } from '../../model/area.ts';
import type { HandoverItem } from '../../model/handover.ts';
import type { Report } from '../../model/report.ts';

const STAKES = {
  host: null,
  proxy: null,
  dns: null,
  management: 'a service that Gitpod needs cannot be reached',
  gateway: 'users do not reach their development environments through the Gitpod gateway',
  vscode: 'VS Code does not connect to development environments',
  jetbrains: 'JetBrains IDEs do not connect to development environments',
  releases: 'the software of Gitpod cannot be downloaded',
  registries: 'development environments cannot pull their container images',
  scm: 'users cannot clone their source code, or cannot sign in',
  metrics: 'the runner does not deliver its metrics',
  imds: 'EC2 instances of the runner or of environments get no AWS credentials',
  aws: 'the runner cannot use the AWS services that it needs',
  ami: 'development environments do not start',
  ssh: 'SSH does not connect to development environments',
} as const satisfies Record<Area, string | null>;

/** By requirement, for those to which the text of the area does not apply. */
const STAKES_OF_ROWS: Readonly<Record<string, string>> = {
  'management.app': 'Gitpod itself cannot be reached',
  'management.runner-domain': 'laptops and environments do not reach the runner at its own domain',
  'management.runner-subdomains': 'names below the runner’s own domain cannot be reached',
  'management.environment-ports': 'the runner does not connect to its environments',
  'management.google-apis': 'the runner and its environments cannot use the Google Cloud APIs that they need',
  'management.google-metadata': 'the runner has no Google Cloud credentials',
  'registries.ona-images': 'the runner cannot pull its own images',
};

/** Returns what fails of the counting requirements that these causes break; nothing for advice alone. */
export function stakesOf({ requirements }: Report, asks: readonly HandoverItem[]): string[] {
  const concerned = new Set(asks.flatMap(({ finding }) => (finding.severity === 'advice' ? [] : finding.requirements)));
  const open = requirements.filter(({ id, counts, verdict }) => counts && concerned.has(id) && verdict !== 'met');
  return [...new Set(open.flatMap(({ id, area }) => STAKES_OF_ROWS[id] ?? STAKES[area] ?? []))];
}
