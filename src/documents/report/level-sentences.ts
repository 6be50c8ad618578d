/** What a redaction level leaves readable, in a sentence or two. */
import type { RedactionLevel } from '../../redact/index.ts';

export const LEVEL_SENTENCES = {
  standard:
    'Secrets are removed. Names, addresses, accounts, users and paths of the network are pseudonyms (px-…) that keep their relations: two hosts of one domain still share the domain, two addresses of one subnet still share the subnet. Hosts and addresses of the published requirements stay readable.',
  strict:
    'Secrets are removed. Names, addresses, accounts, users and paths of the network are pseudonyms (px-…) without relations to one another.',
  'network-clear':
    'Secrets are removed. Host names and addresses of the network are readable, by explicit choice; accounts, users and paths are pseudonyms (px-…).',
} as const satisfies Record<RedactionLevel, string>;
