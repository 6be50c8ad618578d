/** No interface and no route: nothing resolves and nothing connects. */
import type { Scenario } from '../description.ts';
import { LAPTOP, SHORT_STAGES } from './parts.ts';

export const noNetwork: Scenario = {
  name: 'no-network',
  title: 'The machine has no network',
  profile: LAPTOP,
  network: { unplugged: true, names: [{ to: '*', answer: 'silent' }], path: [{ to: '*', does: 'drop' }] },
  limits: SHORT_STAGES,
};
