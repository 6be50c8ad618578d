/** Editions and signs of an installation in words, for sentences of findings, reports and questions. */
import type { InstallationSign } from '../model/installation.ts';
import type { EditionName } from '../model/profile-words.ts';

export const EDITION_WORDS: Readonly<Record<EditionName, string>> = {
  document: 'a Standard or Enterprise runner of the published document',
  'aws-runner-2026': 'the AWS runner of 2026',
  'gcp-runner-2026': 'the GCP runner',
};

/** Each text follows "because" or is an item of a list. */
export const SIGN_WORDS: Readonly<Record<InstallationSign, string>> = {
  'fargate-task': 'the runner’s task is on Fargate',
  'ec2-task': 'the runner’s task is on EC2 instances',
  'google-machine': 'the machine is on Google Compute Engine',
  'aws-runner-names': 'its configuration has names of the AWS runner of 2026',
  'gcp-runner-names': 'its configuration has names of the GCP runner',
  'ona-images': 'its images come from the account 025066274397',
  'google-images': 'its images come from us-docker.pkg.dev',
  'gateway-set': 'its configuration names a gateway',
  'gateway-empty': 'its configuration names no gateway',
  'domain-answers': 'the runner’s own domain answers',
};

/** Returns text like `the task runs on Fargate and the runner’s own domain answers`. */
export function signsText(signs: readonly InstallationSign[]): string {
  const words = signs.map((sign) => SIGN_WORDS[sign]);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
