/** The control plane, used by the browser, the command line, the runner and the environment. */
import { ALL_VANTAGES, endpoint, type Row } from './row.ts';

export const MANAGEMENT_ROWS: Row[] = [
  endpoint(
    { area: 'management', section: 'Gitpod Services › Management Plane', neededFrom: ALL_VANTAGES, consumer: 'go' },
    'app',
    'Management plane',
    'https://app.gitpod.io',
  ),
];
