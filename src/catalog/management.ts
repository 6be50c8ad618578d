/** The control plane, used by the browser, the command line, the runner and the environment. */
import { EVERYWHERE, endpoint, type Row } from './row.ts';

export const MANAGEMENT: Row[] = [
  endpoint(
    { area: 'management', section: 'Gitpod Services › Management Plane', neededFrom: EVERYWHERE, consumer: 'go' },
    'app',
    'Management plane',
    'https://app.gitpod.io',
  ),
];
