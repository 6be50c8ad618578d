/** Every server has the same time, two hours later than this machine. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const clockWrong: Scenario = {
  name: 'clock-wrong',
  title: 'The clock of this machine is two hours behind',
  profile: LAPTOP,
  network: { services: [{ to: '*', fault: { kind: 'clock', aheadMs: 7_200_000 } }] },
};
