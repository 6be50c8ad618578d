/** The first resolver has a record of its own for a public name; the second one gives the genuine address. */
import type { Scenario } from '../description.ts';
import { ELSEWHERE, LAPTOP } from './parts.ts';

export const resolverAnswersFalsely: Scenario = {
  name: 'resolver-answers-falsely',
  title: 'A resolver sends a host to a false address',
  profile: LAPTOP,
  network: {
    names: [{ to: 'app.gitpod.io', answer: { addresses: [ELSEWHERE], alias: 'block.filter.example' } }],
    secondResolver: [],
    path: [{ to: 'app.gitpod.io', does: 'block-page' }],
  },
};
