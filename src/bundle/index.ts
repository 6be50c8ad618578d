/** Support bundles: made, put on the disk, read back, checked. */
export { type BundleEntry, type BundleInput, type BundleResult, buildBundle } from './build.ts';
export { compareReports, gotWorse, type Matrix, matrixOf } from './compare.ts';
export { BUNDLE_SCHEMA, bundleName, ENTRIES } from './layout.ts';
export { type BundleConsent, Manifest, type Omission } from './manifest.ts';
export { type PublishResult, publish } from './publish.ts';
export { type ReadBundle, readBundle } from './read.ts';
export type { ReadProblem } from './unpack.ts';
export { type Verification, verifyBundle } from './verify.ts';
