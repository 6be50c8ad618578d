/** The length is right and the checksum wrong, twice. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const downloadAltered: Scenario = {
  name: 'download-altered',
  title: 'A download is not the published file',
  profile: { ...LAPTOP, consents: [...LAPTOP.consents, 'download'] },
  network: { services: [{ to: 'releases.gitpod.io', pathEnds: '/cli/stable/gitpod-linux-amd64', fault: { kind: 'altered' } }] },
};
