/** Every byte arrives, at a speed with which an IDE server takes half an hour. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const downloadTooSlow: Scenario = {
  name: 'download-too-slow',
  title: 'Downloads come far too slowly',
  profile: { ...LAPTOP, consents: [...LAPTOP.consents, 'download'] },
  network: { services: [{ to: '*', pathEnds: '/cli/stable/gitpod-linux-amd64', fault: { kind: 'slow', bytesPerSecond: 50_000 } }] },
};
