/** `README.md` of a bundle: its files, their reading order, and the redaction. */

import { BUNDLE_FILES } from '../documents/report/bundle-files.ts';
import { prose, table } from '../documents/report/markdown.ts';
import { SYMPTOM_WORDS } from '../documents/words/symptom-words.ts';
import type { Symptom } from '../model/profile.ts';
import type { RedactionAccount } from '../redact/index.ts';
import { ENTRIES } from './layout.ts';
import { LEVEL_SENTENCES } from './level-sentences.ts';
import { TAMPERING } from './manifest.ts';

const MACHINE = `${ENTRIES.environment} (machine, proxies)`;

/** After the report: where the answer to this symptom is found, cheap and shared causes first. */
const READ_ORDER = {
  browser: [`${ENTRIES.environment} (machine, clock)`, 'rows dns.*, proxy.*, management.*', 'then scm.*'],
  'runner-offline': [MACHINE, 'rows proxy.*, management.*, gateway.*', 'then releases.*, aws.*, imds.*'],
  'environment-start': [MACHINE, 'rows releases.*, registries.*', 'then aws.*, ami.*'],
  vscode: [MACHINE, 'rows vscode.* and where they redirect to', 'then releases.*, ssh.*'],
  jetbrains: [MACHINE, 'rows jetbrains.*', 'then releases.*, ssh.*'],
  ssh: ['the ssh-config observation: what the alias resolves to', 'then ssh-connect: how far it comes'],
  ami: ['rows aws.*, ami.*', 'observations of the probes aws-credentials and aws: who asked, and what AWS said'],
  'error-message': [`${ENTRIES.path}: what the message was read as`, 'then the rows of that layer and host'],
  'whole-list': [ENTRIES.verdicts, `then ${ENTRIES.timeline}: what was slow`],
} as const satisfies Record<Symptom, readonly string[]>;

export function readme(account: RedactionAccount, symptom: Symptom | null): string {
  return `# Support bundle of gitpod-doctor

Start with ${ENTRIES.reportPage} in a browser, or with ${ENTRIES.reportText}: the causes, who can remove them, and what proves them.${
    symptom === null ? '' : ` This walk began with: ${prose(SYMPTOM_WORDS[symptom])}.`
  }

${table(
  ['file', 'holds'],
  BUNDLE_FILES.map(({ name, what }) => [name, what]),
)}

What stands in this table and is not here was left out; ${ENTRIES.manifest} says why, under omissions; under files it says of each where it comes from and what kinds of names and texts were masked in it.

## In which order to read

After the report; row names such as \`gateway.udp-4242\` are the same in every file.

${table(
  ['what is wrong', 'look at'],
  Object.entries(READ_ORDER).map(([each, order]) => [SYMPTOM_WORDS[each as Symptom], order.join('; ')]),
)}

An observation is a measurement: phases in the order in which they were made, the last of which may have failed. A verdict is today’s reading of it, and can be worked out anew: \`gitpod-doctor open FILE.zip\` shows this session in its own screens and judges it by the rules of the version that opens it. \`gitpod-doctor compare BEFORE.zip AFTER.zip\` says what changed.

## Redaction

${LEVEL_SENTENCES[account.level]} Which pseudonym stands for what is known on the machine that made the bundle alone: \`gitpod-doctor decode\` tells it there.

## To check it

\`gitpod-doctor verify FILE.zip\` checks the sums, the schema, and that no secret is left; so does \`sha256sum -c ${ENTRIES.checksums}\` for the sums. ${TAMPERING}
`;
}
