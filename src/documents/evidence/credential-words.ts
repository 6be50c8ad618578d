/** The AWS credentials on this machine, and the metadata service's response, in plain words. */
import type { CredentialFacts, CredentialSource } from '../../model/aws/credentials.ts';
import type { MetadataFacts } from '../../model/aws/metadata.ts';
import type { GoogleMetadataFacts } from '../../model/google-metadata.ts';
import { count } from '../words/quantity.ts';
import { joined, type Say } from '../words/say.ts';
import type { EvidenceLine } from './evidence-line.ts';

/** Every credential source in the order of the SDK. Absent sources are only counted. */
export function credentialLines({ sources, takes, profile, region }: CredentialFacts, say: Say): EvidenceLine[] {
  const present = sources.filter(({ state }) => state !== 'absent');
  const absent = sources.length - present.length;
  return [
    {
      label: 'profile',
      text: joined(', ', [
        say`${profile.name}`,
        profile.namedBy === 'AWS_PROFILE' && 'by AWS_PROFILE',
        !profile.exists && 'which does not exist',
      ]),
    },
    ...present.map((source) => ({ label: SOURCE_WORDS[source.source], text: sourceText(source, say) })),
    ...(absent === 0
      ? []
      : [{ label: 'the rest', text: `${absent} ${absent === 1 ? 'source' : 'sources'} with nothing in ${absent === 1 ? 'it' : 'them'}` }]),
    { label: 'used', text: takes === null ? 'none, because there are no usable credentials' : SOURCE_WORDS[takes] },
    ...(region === null
      ? []
      : [{ label: 'region', text: say`${region.name}, from ${region.from === 'config' ? 'the configuration' : region.from}` }]),
  ];
}

function sourceText({ state, lacks, profile, keyPrefix, expiresAt, file }: CredentialSource, say: Say): string {
  return joined(', ', [
    SOURCE_STATES[state],
    lacks.length > 0 && say`lacks ${lacks.join(', ')}`,
    profile !== null && say`profile ${profile}`,
    keyPrefix !== null && say`key ${keyPrefix}…`,
    expiresAt !== null && `until ${expiresAt}`,
    file !== null && say`in ${file}`,
  ]);
}

const SOURCE_WORDS: Readonly<Record<CredentialSource['source'], string>> = {
  environment: 'variables',
  sso: 'single sign-on',
  'shared-profile': 'profile',
  login: 'aws login',
  process: 'command',
  'web-identity': 'web identity',
  container: 'container',
  instance: 'instance',
};

const SOURCE_STATES: Readonly<Record<CredentialSource['state'], string>> = {
  usable: 'complete',
  absent: 'nothing there',
  incomplete: 'incomplete',
  expired: 'expired',
  'needs-consent': 'a command; not run, because you have not allowed it',
  unreadable: 'cannot be read',
  refused: 'an address that AWS programs do not trust',
};

export function metadataLines(facts: MetadataFacts, say: Say): EvidenceLine[] {
  const { connected, disabled, withoutToken, token, isEc2, region, account, instanceType, customEndpoint, endpoint } = facts;
  if (disabled) return [{ label: 'metadata', text: 'not asked: AWS_EC2_METADATA_DISABLED is set' }];
  const reply = (label: string, each: typeof token) =>
    each === null
      ? []
      : [{ label, text: each['http.response.status_code'] === null ? 'no answer' : `status ${each['http.response.status_code']}` }];
  const where = joined(', ', [
    region !== null && say`${region}`,
    account !== null && say`account ${account}`,
    instanceType !== null && say`${instanceType}`,
  ]);
  return [
    ...(customEndpoint === null ? [] : [{ label: 'asked at', text: say`${endpoint}, as ${customEndpoint} says` }]),
    {
      label: 'metadata',
      text: connected ? (isEc2 ? 'the service of EC2 answers' : 'another server answers, not EC2') : 'no answer within 300 ms',
    },
    ...reply('no token', withoutToken),
    ...reply('token', token),
    ...(where === '' ? [] : [{ label: 'instance', text: where }]),
  ];
}

export function googleMetadataLines({ connected, isGoogle, zone, account, scopes, token }: GoogleMetadataFacts): EvidenceLine[] {
  const status = (reply: typeof token) => reply?.['http.response.status_code'] ?? null;
  const answers = isGoogle ? 'the server of Google answers' : 'another server answers, not Google';
  return [
    { label: 'metadata', text: connected ? answers : 'no answer within 300 ms' },
    ...(zone === null ? [] : [{ label: 'zone', text: zone }]),
    ...(account === null
      ? []
      : [
          {
            label: 'account',
            text:
              status(account) === 200
                ? `service account with ${count(scopes.length, 'scope')}`
                : `none: status ${status(account) ?? 'missing'}`,
          },
        ]),
    ...(token === null ? [] : [{ label: 'token', text: status(token) === null ? 'no answer' : `status ${status(token)}, not kept` }]),
  ];
}
