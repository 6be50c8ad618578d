/** Sessions about one subject each: machine images that Allowed AMIs hides, an overridden SSH alias, and comparisons. */

import type { OpenedBundle, ReportComparison } from '../../app/screens/opened-bundle.ts';
import { BOTTLEROCKET, identity, images, looked, RUNNER_IMAGE, settings } from '../../diagnosis/testing/aws.ts';
import { session } from '../../diagnosis/testing/session.ts';
import { CONFIG, GITPOD_CONFIG, PROXIED, withAlias } from '../../diagnosis/testing/ssh.ts';
import type { Matrix } from '../../model/comparison.ts';
import type { Session } from '../../model/session.ts';
import type { SshConfigFacts } from '../../model/ssh/index.ts';

/** Two regions. In one of them, the criteria allow only Amazon's images. */
export function imagesSession(): Session {
  const hiding = settings('enabled', [{ ImageProviders: ['amazon'] }], 'declarative-policy');
  return looked([identity, hiding, images(BOTTLEROCKET, 'amazon', { allowed: true }), images(RUNNER_IMAGE, '995913728426')]);
}

export const OVERRIDDEN: SshConfigFacts = {
  listedByVsCode: { state: 'pattern', file: '/home/dev/.ssh/gitpod/config', line: 1 },
  ...PROXIED,
  files: [
    { path: CONFIG, role: 'user', state: 'read', permissions: 'fit', mode: 0o600, bytes: 200, marks: [] },
    { path: GITPOD_CONFIG, role: 'included', state: 'read', permissions: 'fit', mode: 0o600, bytes: 200, marks: [] },
  ],
  includes: [
    { place: { file: CONFIG, line: 12 }, pattern: 'gitpod/config', state: 'live', below: null, leadsTo: [GITPOD_CONFIG], isOurs: true },
  ],
  sections: [
    {
      place: { file: GITPOD_CONFIG, line: 1 },
      patterns: ['*.gitpod.environment'],
      generations: ['environment'],
      applied: true,
      isRead: true,
    },
  ],
  effective: PROXIED.effective && {
    ...PROXIED.effective,
    user: { value: 'dev', source: { by: 'file', file: CONFIG, line: 2 } },
  },
  shadowed: [
    {
      keyword: 'user',
      winnerKeyword: 'user',
      winner: { by: 'file', file: CONFIG, line: 2 },
      loser: { file: GITPOD_CONFIG, line: 3 },
      winnerIsOurs: false,
    },
  ],
  patches: [{ reason: 'include-first', file: CONFIG, hunks: [{ line: 1, before: [], after: ['Include gitpod/config'] }], proved: true }],
};

export function aliasSession(): Session {
  const built = session({ sshAlias: ['x1.gitpod.environment'], symptom: 'ssh' })
    .https('app.gitpod.io')
    .build();
  return withAlias(built, OVERRIDDEN, null, [{ rung: 'session' }]);
}

const MATRIX: Matrix = {
  vantages: [
    { name: 'laptop.zip', from: 'laptop', startedAt: '2026-11-23T14:02:11Z', keyId: null },
    { name: 'runner.zip', from: 'runner', startedAt: '2026-11-23T15:02:11Z', keyId: null },
    { name: 'other.zip', from: 'runner', startedAt: '2026-11-23T16:02:11Z', keyId: null },
  ],
  rows: [
    { requirement: 'management.app', title: 'management.app', verdicts: ['met', 'met', 'met'], differs: false },
    { requirement: 'gateway.https-8443', title: 'The gateway answers HTTPS', verdicts: ['met', 'unmet', null], differs: true },
  ],
  causes: [{ code: 'GD307', name: 'tls-intercepted', found: [false, true, false] }],
  warnings: ['different-keys'],
};

export const MANY: ReportComparison = { kind: 'many', matrix: MATRIX };

export const TWO: ReportComparison = {
  kind: 'two',
  before: 'monday.zip',
  after: 'tuesday.zip',
  comparison: {
    changes: [
      {
        requirement: 'gateway.https-8443',
        from: 'met',
        to: 'unmet',
        phase: { from: 'passed', to: 'tls' },
        firstDifference: { phase: 'tls', from: 'ok', to: 'tls.unknown-issuer' },
      },
      { requirement: 'releases.manifest', from: 'unmet', to: 'met', phase: { from: 'tcp', to: 'passed' } },
    ],
    findings: { new: ['tls-intercepted'], fixed: ['port-refused'], unchanged: ['gateway-udp-silent'] },
    causes: {
      new: [{ code: 'GD307', name: 'tls-intercepted', subject: 'Acme Inspection CA' }],
      fixed: [{ code: 'GD301', name: 'port-refused', subject: 'releases.gitpod.io' }],
      unchanged: [{ code: 'GD504', name: 'gateway-udp-silent', subject: '' }],
    },
    warnings: ['different-places'],
  },
};

export function openedBundle(changes: Partial<OpenedBundle> = {}): OpenedBundle {
  return {
    file: 'gitpod-doctor-20261123T140211Z-7f3a.zip',
    madeAt: '2026-11-23T14:10:00Z',
    level: 'standard',
    omissions: [{ what: 'environment.json', why: 'declined' }],
    changed: [
      'Judged again by version 0.2.0; 1 verdict and 1 finding differ from the report of version 0.1.0.',
      'THEN inconclusive, NOW not met: Gateway over UDP on port 4242',
    ],
    notHeld: [],
    compared: null,
    ...changes,
  };
}
