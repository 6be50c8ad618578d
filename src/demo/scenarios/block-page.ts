/** Two hosts of one owner are answered by the filter, under its own root; all others are genuine. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const blockPage: Scenario = {
  name: 'block-page',
  title: 'A web filter answers in place of the service',
  profile: LAPTOP,
  network: { path: [{ to: '*.visualstudio.com', does: 'block-page' }] },
};
