import manifest from '../../package.json' with { type: 'json' };

export const VERSION: string = manifest.version;

/** The build inserts this value (`scripts/build.ts`). It is absent if the sources run directly. */
declare const BUILT_FROM_COMMIT: string | null;
declare const RULES_SHA256: string;

/** Facts about this program itself, for the manifest of a bundle. */
export const BUILD_INFO = {
  version: VERSION,
  commit: typeof BUILT_FROM_COMMIT === 'undefined' ? null : BUILT_FROM_COMMIT,
  rulesSha256: typeof RULES_SHA256 === 'undefined' ? null : RULES_SHA256,
};
