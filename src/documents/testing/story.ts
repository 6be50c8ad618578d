/** One session for the tests of documents and screens: a runner behind an inspecting proxy, with a silent gateway. */

import { INITIAL_UI, type PresenterInput } from '../../app/screens/input.ts';
import { fails, passes, SessionBuilder } from '../../diagnosis/testing/session.ts';
import { advanceGuide, type GuideEvent, type GuideState, initialState, summarise } from '../../guide/index.ts';
import { parseNoProxy } from '../../knowledge/proxies/variables.ts';
import type { Diagnosis, Finding } from '../../model/finding.ts';
import type { Session } from '../../model/session.ts';
import type { Verdict } from '../../model/verdict.ts';

export const GATEWAY_ADDRESSES = ['35.171.240.32', '13.216.138.24', '44.223.157.13', '54.163.142.39', '35.171.31.215'] as const;

export function storySession(): Session {
  const builder = new SessionBuilder({ from: 'runner', runner: 'standard', regions: ['us-east-1'], symptom: 'runner-offline' })
    .https('https://us01.gitpod.dev/', passes(), { requirement: 'gateway.api-443', of: { section: 'Gateway API Server › HTTPS' } })
    .https('https://us01.gitpod.dev:8443/', fails('tls.unknown-issuer', { issuer: 'Acme Inspection CA', trust: { public: 'untrusted' } }), {
      requirement: 'gateway.api-8443',
      of: { section: 'Gateway API Server › HTTPS (Port 8443)', title: 'Gateway on port 8443' },
    });
  for (const address of GATEWAY_ADDRESSES) builder.udp(address, fails('udp.silent'));
  return builder.requirement('gateway.lighthouse', { title: 'Names of the gateway', endpoint: 'lighthouse.us01.gitpod.dev' }).build();
}

const VERDICTS: readonly Verdict[] = [
  { requirement: 'gateway.api-443', counts: true, verdict: 'met', reason: null, observations: ['o1'] },
  { requirement: 'gateway.api-8443', counts: true, verdict: 'unmet', reason: null, observations: ['o2'] },
  { requirement: 'gateway.udp-4242', counts: true, verdict: 'unknown', reason: 'no-reply', observations: ['o3', 'o4', 'o5', 'o6', 'o7'] },
  { requirement: 'gateway.lighthouse', counts: true, verdict: 'unknown', reason: 'not-run', observations: [] },
];

const INTERCEPTED: Finding = {
  id: 'f1',
  code: 'GD307',
  name: 'tls-intercepted',
  title: 'Something on the way re-signs TLS to us01.gitpod.dev',
  subject: 'Acme Inspection CA',
  why: 'The certificate for us01.gitpod.dev:8443 is signed by Acme Inspection CA and not by a public authority. A security device opens the encrypted connection.',
  severity: 'blocker',
  confidence: 'likely',
  causedBy: null,
  causedById: null,
  requirements: ['gateway.api-8443'],
  observations: ['o2'],
  evidence: ['us01.gitpod.dev:8443 presents a chain of Acme Inspection CA', 'app.gitpod.io presents the same issuer'],
  fixes: [
    {
      owner: 'network-team',
      text: 'Exclude us01.gitpod.dev and *.us01.gitpod.dev, port 8443, from TLS inspection.',
      command: 'no-inspect us01.gitpod.dev:8443',
      verify: ['gateway.api-8443'],
    },
    { owner: 'gitpod', text: 'Ask whether an Enterprise runner fits: it needs no gateway.', command: null, verify: [] },
  ],
};

export function storyDiagnosis(): Diagnosis {
  return {
    verdicts: [...VERDICTS],
    findings: [INTERCEPTED],
    notes: [{ code: 'GD904', name: 'measured-from-elsewhere', text: 'Rows for laptops were not measured from here.' }],
  };
}

/** The state of the guide after these events, as the engine reports it. */
export function walked(...events: readonly GuideEvent[]): GuideState {
  const started: GuideEvent = { type: 'started', profile: storySession().profile, evidence: { from: null } };
  return [started, ...events].reduce((state, event) => advanceGuide(state, event)[0], initialState());
}

export const TO_GATEWAY: GuideEvent = { type: 'goto', step: 'gateway' };

export function measuredGateway(): GuideEvent {
  return { type: 'measured', step: 'gateway', summary: summarise(storyDiagnosis(), storySession().requirements) };
}

/** The story at the gateway step, with nothing running and nothing masked. */
export function storyInput(changes: Partial<PresenterInput> = {}): PresenterInput {
  return {
    session: storySession(),
    diagnosis: storyDiagnosis(),
    guide: walked(TO_GATEWAY),
    live: null,
    watch: null,
    ui: INITIAL_UI,
    mask: (text) => text,
    clean: (text) => text,
    masked: (text) => text,
    ...changes,
  };
}

/** The same vantage point behind a proxy, with the documented NO_PROXY list and one entry of the customer's. */
export function proxiedSession(): Session {
  const list = '.internal,169.254.0.0/16,app.gitpod.io,.amazonaws.com,git.corp.example';
  return new SessionBuilder({ from: 'runner', runner: 'enterprise', regions: ['us-east-1'], symptom: 'runner-offline' })
    .proxy('http://proxy.corp.example:3128')
    .host({ noProxy: [parseNoProxy('NO_PROXY', list)] })
    .https('app.gitpod.io')
    .https('sts.us-east-1.amazonaws.com')
    .http('http://169.254.169.254/')
    .https('git.corp.example')
    .https('us01.gitpod.dev:8443')
    .build();
}
