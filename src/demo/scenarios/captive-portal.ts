/** A guest network before its terms were accepted: every host leads to one login page. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const captivePortal: Scenario = {
  name: 'captive-portal',
  title: 'The network wants a login in a browser first',
  profile: LAPTOP,
  network: { path: [{ to: '*', does: 'captive-portal' }] },
};
