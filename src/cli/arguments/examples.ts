/** A plausible value for each restricted flag, for the hint after a wrong one. */
import { DEFAULT_LIMITS } from '../../model/profile.ts';

export const EXAMPLES = {
  region: 'us-east-1',
  account: '123456789012',
  scm: 'https://git.example.com',
  sso: 'https://login.example.com',
  registry: 'https://registry.example.com',
  metrics: 'https://prometheus.example.com/api/v1/write',
  'runner-domain': 'runner.example.com',
  'environment-address': '10.0.0.10',
  pac: 'http://wpad.example.com/proxy.pac',
  'ssh-alias': '<workspace-id>.gitpod.environment',
  place: 'web-01',
  'launch-subnet': 'subnet-0123456789abcdef0',
  'launch-security-group': 'sg-0123456789abcdef0',
  'launch-type': 'm6i.xlarge',
  'launch-profile': 'runner-instance-profile',
  timeout: DEFAULT_LIMITS.stageMs,
  deadline: DEFAULT_LIMITS.deadlineMs,
  concurrency: DEFAULT_LIMITS.concurrency,
} as const;
