/** A device on the path answers the question for a public name with an address of its own, before the resolver does. */
import type { Scenario } from '../description.ts';
import { ELSEWHERE, LAPTOP } from './parts.ts';

export const answersInjected: Scenario = {
  name: 'answers-injected',
  title: 'A forged answer arrives before the resolver’s',
  profile: LAPTOP,
  network: {
    names: [{ to: 'app.gitpod.io', answer: { before: [ELSEWHERE] } }],
    path: [{ to: 'app.gitpod.io', does: 'refuse' }],
  },
};
