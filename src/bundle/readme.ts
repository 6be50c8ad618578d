/** `README.md` of a bundle: what lies here, in which order to read it, and what was done to it. */

import { BUNDLE_FILES } from '../present/bundle-files.ts';
import type { RedactionAccount } from '../redact/index.ts';
import { ENTRIES } from './layout.ts';

const LEVELS = {
  standard:
    'Secrets are gone. Names, addresses, accounts, users and paths of the network are pseudonyms (`px-…`) that keep their relations: two hosts of one domain still share it, two addresses of one subnet still share that. Hosts and addresses of the published requirements stay readable.',
  strict:
    'Secrets are gone. Names, addresses, accounts, users and paths of the network are pseudonyms (`px-…`) that keep no relation to one another.',
  'network-clear':
    'Secrets are gone. Host names and addresses of the network are readable, by explicit choice; accounts, users and paths are pseudonyms (`px-…`).',
} as const satisfies Record<RedactionAccount['level'], string>;

export function readme(account: RedactionAccount): string {
  return `# Support bundle of gitpod-doctor

Start with ${ENTRIES.reportText}: the causes, who can remove them, and what proves them.

| file | holds |
| --- | --- |
${BUNDLE_FILES.map(({ name, what }) => `| ${name} | ${what} |`).join('\n')}

## Redaction

${LEVELS[account.level]} Which pseudonym stands for what is known on the machine that made the bundle alone: \`gitpod-doctor decode\` tells it there.

## To check it

\`gitpod-doctor verify FILE.zip\` checks the sums, the schema, and that no secret is left. The sums show damage, not forgery.
`;
}
