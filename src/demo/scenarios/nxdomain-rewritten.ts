/** The resolver does not know a public name, and leads whatever it does not know to a page of its own. */
import type { Scenario } from '../description.ts';
import { ELSEWHERE, LAPTOP } from './parts.ts';

export const nxdomainRewritten: Scenario = {
  name: 'nxdomain-rewritten',
  title: 'The resolver has an address for what does not exist',
  profile: LAPTOP,
  network: {
    names: [{ to: 'app.gitpod.io', answer: 'nxdomain' }],
    missingLeadTo: ELSEWHERE,
    path: [{ to: 'app.gitpod.io', does: 'block-page' }],
  },
};
