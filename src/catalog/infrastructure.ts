/** Endpoints that only the customer knows: source control, sign-in, metrics. A requirement counts once the user has given its address. */
import { type CommonRow, endpoint, type Row } from './row.ts';

const SCM: CommonRow = {
  area: 'scm',
  section: 'Your Infrastructure › SCM and SSO Providers',
  level: 'conditional',
  neededFrom: ['laptop', 'runner', 'environment'],
  consumer: 'git',
};

export const INFRASTRUCTURE_ROWS: Row[] = [
  endpoint(SCM, 'provider', 'Source control', 'GitHub, GitLab, Bitbucket URLs', {
    conditions: [{ kind: 'named', what: 'scm' }],
    targets: [{ named: 'scm' }],
  }),
  endpoint(SCM, 'sso', 'Sign-in provider', 'SSO provider URLs (Okta, Azure AD, etc.)', {
    conditions: [{ kind: 'named', what: 'sso' }],
    targets: [{ named: 'sso' }],
    // Only the browser connects to it, to sign in.
    neededFrom: ['laptop'],
    consumer: 'browser',
  }),
  endpoint(
    {
      area: 'metrics',
      section: 'Optional Services › Prometheus Remote Write',
      level: 'conditional',
      conditions: [{ kind: 'named', what: 'metrics' }],
      neededFrom: ['runner', 'environment'],
      consumer: 'go',
    },
    'remote-write',
    'Prometheus remote write',
    'Your metrics endpoint URL (HTTPS 443)',
    { targets: [{ named: 'metrics' }] },
  ),
];
