/** The closed word lists of a profile, apart from their schemas so that reading the command line loads no validator. */

export const SYMPTOMS = [
  'browser',
  'runner-offline',
  'environment-start',
  'vscode',
  'jetbrains',
  'ssh',
  'ami',
  'error-message',
  'whole-list',
] as const;

export const IDES = ['vscode', 'jetbrains'] as const;

/** What is asked before it is done; each is off by default (CONTRACT, Consents). */
export const CONSENTS = [
  'aws',
  'credential-process',
  /** Calls go without TLS to where a setting leads them, with the key id and the session token readable on the path. */
  'aws-in-clear',
  'launch-dry-run',
  'decode-denial',
  'ssh-connect',
  'match-exec',
  'download',
  /** Servers that the certificates of the measured hosts name for revocations (OCSP, CRL) are asked whether they answer. */
  'revocation',
] as const;
