/** Fewer bytes than announced, every time. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const downloadCutShort: Scenario = {
  name: 'download-cut-short',
  title: 'A download ends before it is complete',
  profile: { ...LAPTOP, consents: [...LAPTOP.consents, 'download'] },
  network: { services: [{ to: 'releases.gitpod.io', pathEnds: '/cli/stable/gitpod-linux-amd64', fault: { kind: 'cut-short' } }] },
};
