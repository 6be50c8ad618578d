/** The default region of AWS programs on this machine. */
import type { CredentialFacts } from '../../model/aws/credentials.ts';

const REGION = /^[a-z0-9-]{4,40}$/;

/** A variable overrides the configuration. */
export function configuredRegion(environment: Readonly<Record<string, string>>, configured: string): CredentialFacts['region'] {
  for (const from of ['AWS_REGION', 'AWS_DEFAULT_REGION'] as const) {
    const name = environment[from] ?? '';
    if (REGION.test(name)) return { name, from };
  }
  return REGION.test(configured) ? { name: configured, from: 'config' } : null;
}
