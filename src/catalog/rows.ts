/** All requirements, in the order of the areas and of the access requirements. Every report uses this order. */
import { AMI_ROWS } from './ami.ts';
import { AWS_ROWS, METADATA_ROWS } from './aws.ts';
import { calibrated } from './calibrated.ts';
import { GATEWAY_ROWS } from './gateway.ts';
import { INFRASTRUCTURE_ROWS } from './infrastructure.ts';
import { JETBRAINS_ROWS } from './jetbrains.ts';
import { MANAGEMENT_ROWS } from './management.ts';
import { OWN_ROWS } from './own-rows.ts';
import { REGISTRY_ROWS } from './registries.ts';
import { RELEASE_ROWS } from './releases.ts';
import type { Row } from './row.ts';
import { SSH_ROWS } from './ssh.ts';
import { VSCODE_ROWS } from './vscode.ts';

export const CATALOG_VERSION = '2026-11-23';
/** The source of the requirements, as retrieved on the date of the version. */
export const CATALOG_SOURCE = 'https://www.gitpod.io/docs/gitpod/runners/aws/detailed-access-requirements';

export const ROWS: readonly Row[] = [
  ...OWN_ROWS,
  ...MANAGEMENT_ROWS,
  ...GATEWAY_ROWS,
  ...VSCODE_ROWS,
  ...JETBRAINS_ROWS,
  ...RELEASE_ROWS,
  ...REGISTRY_ROWS,
  ...INFRASTRUCTURE_ROWS,
  ...METADATA_ROWS,
  ...AWS_ROWS,
  ...AMI_ROWS,
  ...SSH_ROWS,
].map((row) => calibrated(row));
