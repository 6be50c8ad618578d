/** Support bundles: creating, publishing, reading and verifying them. */

export { type BundleResult, buildBundle } from './build.ts';
export { BUNDLE_LIMITS, bundleName, isEssential } from './layout.ts';
export { publishFile, publishProblem } from './publish.ts';
export { type ReadBundle, readBundle } from './read.ts';
export { suspectText } from './second-redaction.ts';
export type { ReadProblem } from './unpack.ts';
export { verifyBundle } from './verify.ts';
