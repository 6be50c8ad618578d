/** The closed word lists of a profile, without their schemas, so that parsing the command line loads no validator. */

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
/** `none`: the user has neither, so their requirements do not apply. */
export const STATED_IDES = [...IDES, 'none'] as const;

/** Kinds of installation whose requirements are known; the first is the published document. */
export const EDITIONS = ['document', 'aws-runner-2026', 'gcp-runner-2026'] as const;
export type EditionName = (typeof EDITIONS)[number];
export type LaterEdition = Exclude<EditionName, 'document'>;

/** The later installation that this word names; undefined for the document, which is the default, and for any other word. */
export function laterEdition(word: string | undefined): LaterEdition | undefined {
  return EDITIONS.find((each): each is LaterEdition => each === word && each !== 'document');
}

/** The kind of runner, if an edition has only one. Later runners need no gateway, like Enterprise runners. */
export const RUNNER_OF_EDITION = { document: null, 'aws-runner-2026': 'enterprise', 'gcp-runner-2026': 'enterprise' } as const;

/** Actions that need consent; each is off by default (docs/contract.md, Consents). */
export const CONSENTS = [
  'aws',
  'credential-process',
  /** AWS calls to an endpoint without TLS, if a setting redirects them there. Key id and session token are then readable on the network. */
  'aws-in-clear',
  'launch-dry-run',
  'decode-denial',
  'ssh-connect',
  'match-exec',
  'download',
  /** The revocation servers (OCSP, CRL) in the measured hosts' certificates are contacted. */
  'revocation',
  /** An installed program logs in to the proxy with this machine's ticket, to confirm the result. */
  'proxy-login',
] as const;
