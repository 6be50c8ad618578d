/** An empty SSH configuration, as a base for tests. */
import type { SshConfigFacts } from '../ssh/index.ts';

export const EMPTY_SSH_CONFIG: SshConfigFacts = {
  client: { path: '/usr/bin/ssh', version: 'OpenSSH_9.2p1', others: [] },
  asked: null,
  isTyped: true,
  generation: null,
  files: [],
  includes: [],
  sections: [],
  stray: [],
  state: 'answered',
  pair: { state: 'equal', keywords: [], lines: [], ran: false },
  refusal: null,
  effective: null,
  branch: null,
  shadowed: [],
  nearest: null,
  wouldStand: null,
  identities: [],
  agent: null,
  controlProblem: null,
  readers: [],
  patches: [],
  isCut: false,
};
