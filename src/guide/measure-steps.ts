/**
 * The measuring steps. Every area is in exactly one of them. `otherwise` is the order of the full check; the routes before it are the
 * shorter paths of the symptoms (docs/design.md §6), with cheap checks and shared causes first. A cause is shown before a route is chosen,
 * so routes only decide the next step.
 */
import { LATER_RUNNER, ON_GCP, WITHOUT_SSH } from './ask-steps.ts';
import { answer, finding, UNUSABLE_CREDENTIALS, verdict } from './guards.ts';
import type { MeasureStep, Route } from './step.ts';
import type { MeasureId } from './step-ids.ts';

/** Without a network every further step would fail for the same reason. */
const nothingToReach: Route = { when: [finding('no-network')], to: 'finish' };

const runnerOffline = answer('symptom', 'runner-offline');

export const MEASURE_STEPS = {
  host: {
    kind: 'measure',
    title: 'This machine',
    question: 'Is this machine itself working?',
    areas: ['host'],
    routes: [nothingToReach],
    otherwise: 'proxy',
  },
  proxy: {
    kind: 'measure',
    title: 'Proxy',
    question: 'Is there a proxy, does it answer, and which hosts bypass it?',
    areas: ['proxy'],
    routes: [
      nothingToReach,
      // A standard runner cannot reach the gateway through a proxy, so the gateway is checked next if there is a proxy (GD508).
      { when: [runnerOffline, answer('runner', 'standard'), finding('gateway-cannot-use-proxy')], to: 'gateway' },
      { when: [runnerOffline, answer('runner', 'standard'), verdict('proxy.reachable', 'met')], to: 'gateway' },
      { when: [runnerOffline], to: 'management' },
      // The runner's own domain is part of the management plane.
      { when: [answer('symptom', 'vscode', 'jetbrains'), LATER_RUNNER], to: 'management' },
      { when: [answer('symptom', 'vscode')], to: 'vscode' },
      { when: [answer('symptom', 'jetbrains')], to: 'jetbrains' },
    ],
    otherwise: 'dns',
  },
  dns: {
    kind: 'measure',
    title: 'Names',
    question: 'Do names resolve, and do the resolvers agree?',
    areas: ['dns'],
    routes: [nothingToReach],
    otherwise: 'management',
  },
  management: {
    kind: 'measure',
    title: 'Management plane',
    question: 'Does the Gitpod application answer?',
    areas: ['management'],
    routes: [
      nothingToReach,
      { when: [answer('symptom', 'browser')], to: 'scm-address' },
      { when: [answer('symptom', 'vscode')], to: 'vscode' },
      { when: [answer('symptom', 'jetbrains')], to: 'jetbrains' },
      // A later runner has no gateway, so its session does not mention a gateway.
      { when: [runnerOffline, LATER_RUNNER], to: 'releases' },
      { when: [LATER_RUNNER], to: 'vscode' },
    ],
    otherwise: 'gateway',
  },
  gateway: {
    kind: 'measure',
    title: 'Gateway',
    question: 'Can the runner talk to the gateway? Only a Standard runner has one.',
    areas: ['gateway'],
    skip: [{ when: [answer('runner', 'enterprise')], because: 'An enterprise runner needs no gateway.' }],
    routes: [
      nothingToReach,
      // Skipped if the gateway was checked first.
      { when: [runnerOffline], to: 'management' },
      { when: [runnerOffline], to: 'releases' },
    ],
    otherwise: 'vscode',
  },
  vscode: {
    kind: 'measure',
    title: 'VS Code',
    question: 'Can VS Code fetch its server and its extensions?',
    areas: ['vscode'],
    routes: [nothingToReach, { when: [answer('symptom', 'vscode')], to: 'releases' }],
    otherwise: 'jetbrains',
  },
  jetbrains: {
    kind: 'measure',
    title: 'JetBrains',
    question: 'Can JetBrains fetch its IDE and reach its services?',
    areas: ['jetbrains'],
    routes: [nothingToReach],
    otherwise: 'releases',
  },
  releases: {
    kind: 'measure',
    title: 'Release artifacts',
    question: 'Can Gitpod’s own programs be downloaded?',
    areas: ['releases'],
    routes: [nothingToReach, { when: [runnerOffline], to: 'aws' }, { when: [answer('symptom', 'vscode', 'jetbrains')], to: 'ssh-alias' }],
    otherwise: 'registries',
  },
  registries: {
    kind: 'measure',
    title: 'Registries',
    question: 'Can container images be pulled?',
    areas: ['registries'],
    routes: [nothingToReach, { when: [answer('symptom', 'environment-start')], to: 'aws' }],
    otherwise: 'scm-address',
  },
  scm: {
    kind: 'measure',
    title: 'Source and sign-in',
    question: 'Do the source code provider and the sign-in provider answer?',
    areas: ['scm'],
    routes: [nothingToReach, { when: [answer('symptom', 'browser')], to: 'finish' }],
    otherwise: 'metrics',
  },
  metrics: {
    kind: 'measure',
    title: 'Metrics',
    question: 'Can metrics be delivered?',
    areas: ['metrics'],
    routes: [nothingToReach],
    otherwise: 'aws',
  },
  aws: {
    kind: 'measure',
    title: 'AWS',
    question: 'Do the AWS services and the instance metadata answer?',
    areas: ['imds', 'aws'],
    skip: [ON_GCP],
    routes: [nothingToReach],
    otherwise: 'image-access',
  },
  ami: {
    kind: 'measure',
    title: 'Images',
    question: 'Can the account see and launch the images?',
    areas: ['ami'],
    skip: [ON_GCP],
    routes: [
      nothingToReach,
      ...UNUSABLE_CREDENTIALS.map((name) => ({ when: [finding(name)], to: 'image-reply' as const })),
      { when: [answer('symptom', 'runner-offline', 'environment-start', 'ami')], to: 'finish' },
    ],
    otherwise: 'ssh-alias',
  },
  ssh: {
    kind: 'measure',
    title: 'SSH aliases',
    question: 'What does the SSH alias resolve to?',
    areas: ['ssh'],
    routes: [
      { when: [WITHOUT_SSH], to: 'finish' },
      { when: [answer('ssh-alias', '')], to: 'finish' },
      { when: [{ kind: 'verdict', area: 'ssh', is: 'unmet' }], to: 'finish' },
    ],
    otherwise: 'ssh-connect',
  },
} as const satisfies Record<MeasureId, MeasureStep>;
