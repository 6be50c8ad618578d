/** JetBrains: Gateway on the laptop and the backend in the environment download through a JVM. */
import { type CommonRow, endpoint, type Row } from './row.ts';

const JETBRAINS: CommonRow = {
  area: 'jetbrains',
  section: 'JetBrains',
  level: 'conditional',
  conditions: [{ kind: 'ide', is: 'jetbrains' }],
  neededFrom: ['laptop', 'environment'],
  consumer: 'jvm',
};

export const JETBRAINS_ROWS: Row[] = [
  endpoint(JETBRAINS, 'download', 'JetBrains downloads', 'https://download.jetbrains.com'),
  endpoint(JETBRAINS, 'download-cf', 'JetBrains downloads (CloudFront)', 'https://download-cf.jetbrains.com'),
  endpoint(JETBRAINS, 'download-cdn', 'JetBrains downloads (CDN)', 'https://download-cdn.jetbrains.com'),
  endpoint(JETBRAINS, 'data-services', 'JetBrains release data', 'https://data.services.jetbrains.com'),
];
