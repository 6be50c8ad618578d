/** The listed host answers; the one it sends downloads to is not on the list, and not open. */

import type { Scenario } from '../description.ts';
import { VSCODE_DOWNLOAD_HOST } from '../web/vscode.ts';
import { ENVIRONMENT } from './parts.ts';

export const redirectTargetBlocked: Scenario = {
  name: 'redirect-target-blocked',
  title: 'Downloads redirect to a host that is blocked',
  profile: ENVIRONMENT,
  network: { path: [{ to: VSCODE_DOWNLOAD_HOST, does: 'refuse' }], ec2: true },
};
