/** GD610: Google's metadata server has no service account for this machine, or gives no token. */
import { command } from '../../model/command/index.ts';
import { googleMetadataResult } from '../facts/metadata.ts';
import { by, defineRule } from './rule.ts';

export const googleAccountMissing = defineRule({
  code: 'GD610',
  excludes: { 'google-metadata-unreachable': by.evidence },

  find(view) {
    const seen = googleMetadataResult(view);
    if (seen === null || !seen.facts.isGoogle) return [];
    const [account, token] = [seen.facts.account, seen.facts.token].map((reply) => reply?.['http.response.status_code'] ?? null);
    const isMissing = account === 404;
    // A timeout says nothing about the account.
    const isRefused = token !== null && token !== undefined && token !== 200;
    if (!isMissing && !isRefused) return [];
    return [
      {
        subject: 'service account',
        confidence: 'certain' as const,
        accountsFor: seen.accountsFor,
        evidence: [seen.observation.id],
        requirements: ['management.google-metadata'],
        facts: { isMissing, status: isMissing ? 404 : (token ?? 404), scopes: seen.facts.scopes },
      },
    ];
  },

  summary: 'The machine has no service account, or Google gives no token for it.',
  why: 'Programs on Google Compute Engine sign calls with a token that the metadata server gives for the machine’s service account. If the account is missing, disabled or deleted, there is no token.',
  stops: 'Every call of the runner to a Google API fails. The runner starts no environment, reads no secret and writes no log.',
  confusedWith: { 'google-metadata-unreachable': 'the server gives no answer at all.' },
  byHand: [
    {
      run: command`curl -s --noproxy '*' -m 5 -o /dev/null -w '%{http_code}\\n' -H 'Metadata-Flavor: Google' http://169.254.169.254/computeMetadata/v1/instance/service-accounts/default/scopes`,
      shows: '404',
      tells: 'The server answers that the machine has no service account. With 200, the server would list its scopes.',
    },
  ],
  // The names of the scopes without their common prefix.
  example: { isMissing: true, status: 404, scopes: [] },
  title: ({ isMissing }) =>
    isMissing ? 'The machine has no service account' : 'Google gives no token for the service account of this machine',
  evidence: ({ isMissing, status, scopes }) => [
    isMissing
      ? 'Google’s metadata server answers 404 to a request for the default service account.'
      : `The service account has ${scopes.length === 1 ? 'one scope' : `${scopes.length} scopes`}, but the request for a token gets the answer ${status}.`,
  ],
  fixes: ({ isMissing }) => [
    {
      owner: 'you',
      text: isMissing
        ? 'Attach the runner’s service account to the machine, with the scope cloud-platform. The Terraform module names the account; pre_created_service_accounts.runner replaces it.'
        : 'Check that the service account of the machine exists and is enabled, and that its scopes include cloud-platform.',
    },
  ],
});
