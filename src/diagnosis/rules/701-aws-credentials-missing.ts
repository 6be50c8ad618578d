/** GD701: no credential source gives AWS credentials. Becomes a note if no AWS step was requested. */

import { printoutCommands } from '../../knowledge/allowed-images/write.ts';
import type { CredentialFacts, CredentialSource } from '../../model/aws/credentials.ts';
import type { MetadataFacts } from '../../model/aws/metadata.ts';
import { type Command, command, commands, listing, type Word } from '../../model/command/index.ts';
import { callsFailedWith, credentialsObservation, failedCallIds, isAwsAllowed } from '../facts/aws-calls.ts';
import { imageRows } from '../facts/image-access.ts';
import { metadataResult } from '../facts/metadata.ts';
import { by, defineRule } from './rule.ts';
import { toList } from './shared/wording.ts';

interface Facts {
  profile: CredentialFacts['profile'] | null;
  sources: CredentialSource[];
  /** The source that looked complete but gave no credentials. */
  gaveNone: CredentialFacts['takes'];
  /** The status with which the metadata service refused. */
  metadataStatus: number | null;
  /** AWS files that exist and that AWS programs cannot read. */
  unread: CredentialFacts['files'];
  region: string;
}

export const awsCredentialsMissing = defineRule<Facts>({
  code: 'GD701',
  excludes: { 'aws-credentials-expired': by.faults, 'metadata-unreachable': by.faults },
  // Credentials are not needed if output of another user was pasted, or if only regional services are checked.
  noted: (view) => {
    const { profile } = view.session;
    return !isAwsAllowed(profile) || profile.pasted !== undefined || credentialsObservation(view)?.role === 'control';
  },

  find(view) {
    const seen = credentialsObservation(view);
    const facts = seen?.facts ?? null;
    const calls = callsFailedWith(view, 'aws.no-credentials');
    const isExpired = facts?.sources.some(({ state }) => state === 'expired') === true;
    const noSource = facts !== null && facts.takes === null && !isExpired;
    const isAsked = view.session.profile.pasted === undefined;
    if (calls.length === 0 && !(noSource && isAsked)) return [];
    return [
      {
        subject: 'AWS credentials',
        confidence: 'certain',
        accountsFor: failedCallIds(view, calls),
        evidence: seen === null ? [] : [seen.id],
        requirements: imageRows(view),
        facts: {
          profile: facts?.profile ?? null,
          sources: facts?.sources ?? [],
          gaveNone: facts?.takes ?? null,
          metadataStatus: refusedWith(metadataResult(view)?.facts ?? null),
          unread: (facts?.files ?? []).filter(({ state }) => state === 'unreadable' || state === 'utf-16'),
          region: view.session.profile.regions[0] ?? '<region>',
        },
      },
    ];
  },

  summary: 'No AWS credentials are found on this machine.',
  why: 'AWS programs look for credentials in a fixed order: variables, sign-in sessions and profiles, a command, a web identity, a container, the instance. None of these gave complete credentials.',
  stops: 'Nothing breaks in Gitpod itself. But gitpod-doctor cannot check from here whether the account may use the images.',
  confusedWith: {
    'aws-credentials-expired': 'a source exists, but its session has expired.',
    'metadata-unreachable': 'the credentials should come from the instance, but its metadata service does not answer.',
  },
  byHand: [
    {
      run: command`aws sts get-caller-identity`,
      shows: 'Unable to locate credentials',
      tells: 'No source gives credentials. Another error would mean that credentials were found.',
    },
  ],
  example: { profile: null, sources: [], gaveNone: null, metadataStatus: null, unread: [], region: '<region>' },
  title: ({ profile, unread }) =>
    unread.length > 0
      ? `AWS programs cannot read ${toList(unread.map(({ path }) => path))}`
      : isMissingProfile(profile)
        ? `The AWS profile ${profile?.name} does not exist on the machine`
        : 'No AWS credentials were found on the machine',
  evidence: ({ profile, sources, gaveNone, metadataStatus, unread }) => [
    ...unread.map(({ path, state }) =>
      state === 'utf-16'
        ? `${path} is in UTF-16, as “>” writes it in Windows PowerShell 5. AWS programs read only UTF-8.`
        : `${path} exists but cannot be read.`,
    ),
    unread.length === 0 &&
      isMissingProfile(profile) &&
      `The profile ${profile?.name} (${namedBy(profile)}) is in neither of the two AWS files.`,
    ...sources.map((each) => {
      if (each.source === gaveNone) return `${SOURCE_WORDS[each.source]}: gave no credentials.`;
      const isRefused = each.source === 'instance' && each.state === 'absent' && metadataStatus !== null;
      return isRefused ? `${SOURCE_WORDS.instance}: the service answers but refuses with ${metadataStatus}.` : credentialSourceText(each);
    }),
  ],
  fixes: ({ profile, sources, unread, region }) => {
    const { settings, images } = printoutCommands(region);
    const mayRun = sources.some(({ state }) => state === 'needs-consent');
    return [
      {
        owner: 'you',
        text: unread.some(({ state }) => state === 'utf-16')
          ? 'Save the file again in UTF-8, then check again.'
          : mayRun
            ? 'The profile gets its credentials from a command (credential_process), which runs only with your consent. Give your consent with the flag below, or sign in to AWS another way.'
            : 'Sign in to AWS on this machine with an identity of the runner’s account that has read permission (a profile, or single sign-on). Then check again.',
        command: mayRun
          ? listing('names', '--yes-to credential-process')
          : command`aws sts get-caller-identity ${isMissingProfile(profile) ? [] : profileFlag(profile)}`,
      },
      {
        owner: 'aws-admin',
        text: `Please run the two AWS commands of this request in the account of the runner, and send back the two files. The commands change nothing.`,
        command: commands([settings, images]),
      },
      {
        owner: 'you',
        text: 'Or ask the AWS administrator to run the commands in their letter. Then check the two files that they send back.',
        command: command`gitpod-doctor check ami --allowed-images allowed-images.json --images images.json --region ${region}`,
      },
    ];
  },
});

/** A refusal of the metadata service. 401 is not a refusal; it only requests a token. */
function refusedWith(facts: MetadataFacts | null): number | null {
  const status = (facts?.token ?? facts?.withoutToken)?.['http.response.status_code'] ?? null;
  return status !== null && status >= 400 && status !== 401 ? status : null;
}

function isMissingProfile(profile: Facts['profile']): boolean {
  return profile !== null && !profile.exists && profile.namedBy !== 'default';
}

function namedBy(profile: Facts['profile']): string {
  return profile?.namedBy === 'AWS_PROFILE' ? 'named by AWS_PROFILE' : 'named with --aws-profile';
}

function profileFlag(profile: Facts['profile']): Command | readonly Word[] {
  return profile === null || profile.namedBy === 'default' ? [] : command`--profile ${profile.name}`;
}

/** Returns text like `Environment variables: incomplete, lacks AWS_SECRET_ACCESS_KEY.` */
export function credentialSourceText({ source, state, lacks }: CredentialSource): string {
  return `${SOURCE_WORDS[source]}: ${SOURCE_STATE_WORDS[state]}${lacks.length === 0 ? '' : `, lacks ${toList(lacks)}`}.`;
}

const SOURCE_WORDS: Readonly<Record<CredentialSource['source'], string>> = {
  environment: 'Environment variables',
  sso: 'Single sign-on session',
  'shared-profile': 'Keys in a profile',
  login: 'Session of aws login',
  process: 'Command of a profile (credential_process)',
  'web-identity': 'Web identity',
  container: 'Container endpoint',
  instance: 'Instance metadata',
};

const SOURCE_STATE_WORDS: Readonly<Record<CredentialSource['state'], string>> = {
  usable: 'complete',
  absent: 'nothing there',
  incomplete: 'incomplete',
  expired: 'expired',
  'needs-consent': 'not run, because you have not allowed it',
  unreadable: 'cannot be read',
  refused: 'not an address that AWS programs trust',
};
