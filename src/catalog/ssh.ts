/** Aliases defined only in the SSH configuration that the Gitpod CLI writes; no resolver knows them. */
import { type CommonRow, endpoint, type Row } from './row.ts';

const SSH: CommonRow = {
  area: 'ssh',
  section: 'SSH Domain Aliases',
  level: 'conditional',
  conditions: [{ kind: 'named', what: 'ssh-alias' }],
  needs: 'ssh-alias',
  neededFrom: ['laptop'],
  consumer: 'ssh',
};

/** One alias. The access requirements also mention its domain, in an explanation. */
function alias(name: string, title: string, domain: string): Row {
  const spelling = `<workspace-id>.${domain}`;
  return endpoint(SSH, name, title, spelling, {
    targets: [{ target: { kind: 'ssh-alias', pattern: `*.${domain}` } }],
    documented: [spelling, domain],
  });
}

export const SSH_ROWS: Row[] = [
  alias('gitpod-remote', 'SSH aliases below gitpod.remote', 'gitpod.remote'),
  alias('gitpod-environment', 'SSH aliases below gitpod.environment', 'gitpod.environment'),
];
