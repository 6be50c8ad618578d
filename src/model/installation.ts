/** Signs of the kind of installation, on this machine or in pasted text. `knowledge/installation.ts` interprets them. */
import * as z from 'zod';
import { hostName } from './privacy.ts';

export const INSTALLATION_SIGNS = [
  /** The program runs in an ECS task on Fargate, or in one on EC2 instances. */
  'fargate-task',
  'ec2-task',
  /** The machine is an instance of Google Compute Engine. */
  'google-machine',
  /** Names that only the Terraform module of that runner uses: variables, settings, outputs. */
  'aws-runner-names',
  'gcp-runner-names',
  /** Images of the runner from Ona's account at AWS, or from its registry at Google. */
  'ona-images',
  'google-images',
  /** Whether the runner's setting for the gateway has a value or is empty. */
  'gateway-set',
  'gateway-empty',
  /** The runner's own domain answered with a certificate for its name. */
  'domain-answers',
] as const;
export type InstallationSign = (typeof INSTALLATION_SIGNS)[number];

export const InstallationSigns = z.array(z.enum(INSTALLATION_SIGNS));

/** The signs in pasted configuration, or in stack or Terraform output (`--edition-from`). The text is dropped. */
export const PastedInstallation = z.strictObject({
  signs: InstallationSigns,
  /** The domain that the text names for the runner. */
  runnerDomain: hostName().optional(),
});
export type PastedInstallation = z.infer<typeof PastedInstallation>;
