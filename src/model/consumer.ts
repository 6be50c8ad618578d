/** The program that needs a requirement, which decides the proxy rules and the trust store (docs/design.md §2). */
import * as z from 'zod';

export const CONSUMERS = ['go', 'browser', 'vscode', 'jvm', 'git', 'container-engine', 'ssh', 'tool'] as const;
export const Consumer = z.enum(CONSUMERS);
export type Consumer = z.infer<typeof Consumer>;

/**
 * Sets of roots. `public`: the public web PKI (Node's Mozilla list or `--public-roots`). `system`: the machine's own store. `extra`: the
 * file in the consumer's variable. `own`: the consumer's own list, such as the file in git's `http.sslCAInfo`. `named`: the file of
 * `--ca-file`, which is tried as a fix and which no program uses yet. Every consumer accepts the public roots, so that a machine without
 * its own store does not fail everywhere.
 */
export const TRUST_STORES = ['public', 'system', 'extra', 'own', 'named'] as const;
export const TrustStore = z.enum(TRUST_STORES);
export type TrustStore = z.infer<typeof TrustStore>;

/** The stores from which a consumer accepts a chain (docs/certificates.md). */
export const CONSUMER_TRUST = {
  go: ['public', 'system'],
  browser: ['public', 'system'],
  // VS Code adds the file of NODE_EXTRA_CA_CERTS to the system store.
  vscode: ['public', 'system', 'own'],
  // JetBrains IDEs, which load the system store in addition to their own (OsCertificatesServiceImpl).
  jvm: ['public', 'system', 'own'],
  git: ['public', 'system', 'own'],
  'container-engine': ['public', 'system'],
  ssh: ['public', 'system'],
  tool: ['public', 'system', 'extra'],
} as const satisfies Record<Consumer, readonly TrustStore[]>;
