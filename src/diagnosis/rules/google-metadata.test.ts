/** Google's metadata server. If these fail, a firewall team is asked for what an account lacks, or a laptop is blamed for no server. */
import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../model/failure.ts';
import type { GoogleMetadataFacts } from '../../model/google-metadata.ts';
import type { Session } from '../../model/session.ts';
import { urlTarget } from '../../model/target.ts';
import { PLAIN_OBSERVATION } from '../../model/testing/plain-observation.ts';
import { claimsOf, onlyClaim, rootCauses, wordsOf } from '../facts/testing/claims.ts';
import { fails, session } from '../testing/session.ts';
import { noNetwork } from './101-no-network.ts';
import { portDropped } from './302-port-dropped.ts';
import { metadataUnreachable } from './604-metadata-unreachable.ts';
import { googleMetadataUnreachable } from './609-google-metadata-unreachable.ts';
import { googleAccountMissing } from './610-google-account-missing.ts';

const RULES = [noNetwork, portDropped, metadataUnreachable, googleMetadataUnreachable, googleAccountMissing];
const status = (code: number | null) => ({ 'http.response.status_code': code });
const FINE: GoogleMetadataFacts = {
  ...{ connected: true, isGoogle: true, zone: 'europe-west1-b', account: status(200) },
  ...{ scopes: ['cloud-platform'], token: status(200) },
};

const runner = () => session({ from: 'runner', runner: 'enterprise', edition: 'gcp-runner-2026' });

function withGoogle(built: Session, facts: Partial<GoogleMetadataFacts>, kind: FailureKind | null): Session {
  const target = urlTarget('http://metadata.google.internal/computeMetadata/v1/');
  const seen = {
    ...PLAIN_OBSERVATION,
    ...{ probe: 'google-metadata' as const, id: `o${built.observations.length + 1}`, request: 'google', target, phases: [] },
    ...{ requirements: ['management.google-metadata'], failure: kind === null ? null : { kind, text: kind }, facts: { ...FINE, ...facts } },
  };
  return { ...built, observations: [...built.observations, seen] };
}

const SILENT = { connected: false, isGoogle: false, zone: null, account: null, scopes: [], token: null };

describe('GD609 google-metadata-unreachable', () => {
  test('is likely on a Google Cloud machine when the metadata server does not answer and other hosts do', () => {
    const built = withGoogle(
      runner()
        .host({ installation: ['google-machine'] })
        .https('app.gitpod.io')
        .build(),
      SILENT,
      'tcp.timeout',
    );
    expect(onlyClaim(googleMetadataUnreachable, built)).toMatchObject({ confidence: 'likely', accountsFor: ['o3'] });
    expect(rootCauses(RULES, built)).toEqual(['google-metadata-unreachable']);
  });

  test('asks to run the check on the runner when the machine shows no sign of Google Cloud', () => {
    const built = withGoogle(runner().https('app.gitpod.io').build(), SILENT, 'tcp.timeout');
    const claim = onlyClaim(googleMetadataUnreachable, built);
    expect(wordsOf(googleMetadataUnreachable, claim)).toContain('Run the check on the runner’s machine');
  });

  test.each([
    ['the server answers', FINE, null],
    ['the machine has no account', { account: status(404), token: null }, 'http.status'],
    ['this machine refuses to send', SILENT, 'tcp.local-denied'],
  ] as const)('does not fire when %s', (_, facts, kind) => {
    expect(claimsOf(googleMetadataUnreachable, withGoogle(runner().https('app.gitpod.io').build(), facts as never, kind))).toEqual([]);
  });

  test('defers to no-network when nothing else answers', () => {
    const built = withGoogle(runner().https('app.gitpod.io', fails('tcp.unreachable')).build(), SILENT, 'tcp.unreachable');
    expect(claimsOf(googleMetadataUnreachable, built)).toEqual([]);
  });
});

test('google-metadata-unreachable is the only root cause when a web request to the metadata server times out as well', () => {
  const row = { requirement: 'management.google-metadata' };
  const silent = runner().http('http://metadata.google.internal/', fails('tcp.timeout'), row).https('app.gitpod.io').build();
  expect(rootCauses(RULES, withGoogle(silent, SILENT, 'tcp.timeout'))).toEqual(['google-metadata-unreachable']);
});

describe('GD610 google-account-missing', () => {
  test('is certain when the metadata server answers 404 for the service account', () => {
    const built = withGoogle(runner().https('app.gitpod.io').build(), { account: status(404), scopes: [], token: null }, 'http.status');
    expect(onlyClaim(googleAccountMissing, built)).toMatchObject({ confidence: 'certain', requirements: ['management.google-metadata'] });
    expect(rootCauses(RULES, built)).toEqual(['google-account-missing']);
  });

  test('says that the metadata server refuses a token when the account exists', () => {
    const built = withGoogle(runner().https('app.gitpod.io').build(), { token: status(403) }, 'http.status');
    expect(wordsOf(googleAccountMissing, onlyClaim(googleAccountMissing, built))).toContain('gets the answer 403');
  });

  test.each([
    ['the server gives a token', FINE, null],
    ['the request for a token got no answer', { token: status(null) }, 'http.timeout'],
    ['another server answers with 404', { ...SILENT, connected: true, account: status(404) }, 'http.status'],
  ] as const)('does not fire when %s', (_, facts, kind) => {
    expect(claimsOf(googleAccountMissing, withGoogle(runner().https('app.gitpod.io').build(), facts as never, kind))).toEqual([]);
  });
});
