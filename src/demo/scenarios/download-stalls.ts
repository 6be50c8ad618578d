/** Every host answers, and of a large file some kilobytes come and then nothing more. */
import type { Scenario } from '../description.ts';
import { LAPTOP, SHORT_STAGES } from './parts.ts';

export const downloadStalls: Scenario = {
  name: 'download-stalls',
  title: 'Downloads begin and stall after some kilobytes',
  profile: LAPTOP,
  network: { services: [{ to: 'vscode.download.prss.microsoft.com', fault: { kind: 'stalls', afterBytes: 16_384 } }] },
  limits: SHORT_STAGES,
};
