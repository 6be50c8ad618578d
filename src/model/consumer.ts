/**
 * The program that needs a requirement. Its proxy rules choose the measured route and its trust store decides
 * whether a chain is trusted (DESIGN §2.5).
 */
import * as z from 'zod';

export const CONSUMERS = ['go', 'browser', 'vscode', 'jvm', 'git', 'container-engine', 'ssh', 'tool'] as const;
export const Consumer = z.enum(CONSUMERS);
export type Consumer = z.infer<typeof Consumer>;

/**
 * Which roots count. `public`: the public web PKI (Node's Mozilla list or `--public-roots`). `system`: the machine's own
 * store. `extra`: the file that the consumer's variable names. `own`: the list that the consumer keeps for itself, such
 * as the file of git's `http.sslCAInfo`. `named`: the file of `--ca-file`, a remedy that is tried and no program's store
 * yet. The public roots count for every consumer, so that a machine without a store of its own is not red throughout.
 */
export const TRUST_STORES = ['public', 'system', 'extra', 'own', 'named'] as const;
export const TrustStore = z.enum(TRUST_STORES);
export type TrustStore = z.infer<typeof TrustStore>;

/** The stores a consumer accepts a chain from (research/network.md §6, table). */
export const CONSUMER_TRUST = {
  go: ['public', 'system'],
  browser: ['public', 'system'],
  // VS Code adds the file of NODE_EXTRA_CA_CERTS to the store of the system.
  vscode: ['public', 'system', 'own'],
  // The consumers of this kind are JetBrains IDEs, which load the system's store beside their own (OsCertificatesServiceImpl).
  jvm: ['public', 'system', 'own'],
  git: ['public', 'system', 'own'],
  'container-engine': ['public', 'system'],
  ssh: ['public', 'system'],
  tool: ['public', 'system', 'extra'],
} as const satisfies Record<Consumer, readonly TrustStore[]>;
