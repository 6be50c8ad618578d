/**
 * Finds the edition that the signs of an installation match. Sources: gitpod-io/terraform-aws-ona-runner (ecs.tf, locals.tf, outputs.tf)
 * and gitpod-io/terraform-google-ona-runner (outputs.tf, locals.tf) of August 2026, and the published document.
 */
import type { HostFacts } from '../model/host-facts.ts';
import { isPlainHost } from '../model/host-syntax.ts';
import { INSTALLATION_SIGNS, type InstallationSign, type PastedInstallation } from '../model/installation.ts';
import { hostFactsOf, type Observation } from '../model/observation.ts';
import type { Profile } from '../model/profile.ts';
import { EDITIONS, type EditionName } from '../model/profile-words.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Session } from '../model/session.ts';

/** The editions that each sign fits. `proves`: no other installation shows it. */
const MEANINGS: Readonly<Record<InstallationSign, { fits: readonly EditionName[]; proves: boolean }>> = {
  'fargate-task': { fits: ['aws-runner-2026'], proves: false },
  'ec2-task': { fits: ['document'], proves: false },
  'google-machine': { fits: ['gcp-runner-2026'], proves: false },
  'aws-runner-names': { fits: ['aws-runner-2026'], proves: true },
  'gcp-runner-names': { fits: ['gcp-runner-2026'], proves: true },
  'ona-images': { fits: ['aws-runner-2026'], proves: true },
  'google-images': { fits: ['gcp-runner-2026'], proves: true },
  'gateway-set': { fits: ['document'], proves: true },
  // Includes the document, because its Enterprise runner needs no gateway either.
  'gateway-empty': { fits: ['document', 'aws-runner-2026'], proves: false },
  'domain-answers': { fits: ['aws-runner-2026', 'gcp-runner-2026'], proves: false },
};

/** Editions that a sign can show. Any other one is a newer copy of the document, for the same kinds of installation. */
const INSTALLATIONS: readonly EditionName[] = EDITIONS.filter((edition) =>
  Object.values(MEANINGS).some(({ fits }) => fits.includes(edition)),
);

/** The edition that signs show of such an installation. */
export function installationOf(edition: EditionName): EditionName {
  return INSTALLATIONS.includes(edition) ? edition : 'document';
}

export interface Fit {
  edition: EditionName;
  /** The signs that distinguish it from the other editions. */
  signs: InstallationSign[];
  /** True if one sign proves the edition, or if two independent ones agree. */
  isStrong: boolean;
}

/** The only edition that all signs match; null if they match several, or contradict each other. */
export function fitOf(signs: readonly InstallationSign[]): Fit | null {
  const left = INSTALLATIONS.filter((edition) => signs.every((sign) => MEANINGS[sign].fits.includes(edition)));
  const [edition] = left;
  if (signs.length === 0 || edition === undefined || left.length > 1) return null;
  const telling = [...new Set(signs)].filter((sign) => MEANINGS[sign].fits.length < INSTALLATIONS.length);
  return { edition, signs: telling, isStrong: telling.length > 1 || telling.some((sign) => MEANINGS[sign].proves) };
}

/**
 * The editions that are possible if the user does not know the installation. An AWS region or account rules out the runner on Google Cloud.
 */
export function candidateEditions({ regions, account }: Pick<Profile, 'regions' | 'account'>): readonly EditionName[] {
  return regions.length > 0 || account !== null ? INSTALLATIONS.filter((edition) => edition !== 'gcp-runner-2026') : INSTALLATIONS;
}

/** Whether only some of the possible editions need the requirement, so that no request asks for it yet. */
export function waitsForEdition({ editions }: Pick<Requirement, 'editions'>, profile: Profile): boolean {
  if (profile.editionIs !== 'unsure' || editions === undefined) return false;
  return !candidateEditions(profile).every((edition) => editions.includes(edition));
}

/** The signs of this session: on the machine, in pasted text, and from the runner's own domain. */
export function installationSigns(
  { profile, observations }: Pick<Session, 'profile' | 'observations'>,
  host: HostFacts | null = hostFactsOf(observations),
): InstallationSign[] {
  const found = new Set([...(host?.installation ?? []), ...(profile.installation?.signs ?? [])]);
  if (profile.runnerDomain !== undefined && observations.some(isFromDomain)) found.add('domain-answers');
  return INSTALLATION_SIGNS.filter((sign) => found.has(sign));
}

function isFromDomain({ probe, role, state, failure, requirements }: Observation): boolean {
  return probe === 'https' && role === 'row' && state === 'completed' && failure === null && requirements.includes(RUNNER_DOMAIN);
}

const RUNNER_DOMAIN = 'management.runner-domain';

/** Text that only one installation has, by sign. */
const IN_TEXT: readonly [InstallationSign, RegExp][] = [
  [
    'aws-runner-names',
    /terraform-aws-ona-runner|\b(?:proxy|adot)_ecs_service_name\b|\brunnerProxyDomain\b|\bGITPOD_PRIVATE_ECR_PREFIX\b|-ona-cluster\b/,
  ],
  ['gcp-runner-names', /terraform-google-ona-runner|\b(?:runner|proxy)_instance_group_name\b|\benvironment_vm_service_account_email\b/],
  ['ona-images', /\b025066274397\.dkr\.ecr\./],
  ['google-images', /\bus-docker\.pkg\.dev\/gitpod-next-production\b/],
  ['fargate-task', /"?(?:launch_?type|requires_?compatibilities)"?\s*[:=]\s*\[?\s*"?FARGATE\b/i],
  ['ec2-task', /"?(?:launch_?type|requires_?compatibilities)"?\s*[:=]\s*\[?\s*"?EC2\b/i],
  ['gateway-set', /\bgateway_?api_?endpoint\\?"?\s*[:=]\s*\\?"(?=[^"\\\s])|\bus01\.gitpod\.dev\b/i],
  ['gateway-empty', /\bgateway_?api_?endpoint\\?"?\s*[:=]\s*\\?"\\?"/i],
];

/** The runner's domain: of its configuration, of the module's input, or of the proxy's command line. */
const DOMAIN = /(?:\brunnerProxyDomain\\?"?\s*[:=]\s*\\?"|\brunner_domain"?\s*[:=]\s*"|--public-domain=)([A-Za-z0-9.-]{3,253})/;

/** Null if the text shows no sign: outputs of CloudFormation or Terraform, a task definition, the runner's configuration. */
export function readInstallation(text: string): PastedInstallation | null {
  const signs = IN_TEXT.flatMap(([sign, shape]) => (shape.test(text) ? [sign] : []));
  const domain = DOMAIN.exec(text)?.[1]?.toLowerCase();
  if (signs.length === 0) return null;
  return { signs, ...(domain?.includes('.') && isPlainHost(domain) ? { runnerDomain: domain } : {}) };
}
