/** Support bundles: made, put on the disk, read back, checked. */
export { type BundleResult, buildBundle } from './build.ts';
export { compareReports, gotWorse, type Matrix, matrixOf } from './compare.ts';
export { bundleName, isEssential } from './layout.ts';
export { publish } from './publish.ts';
export { type ReadBundle, readBundle } from './read.ts';
export { verifyBundle } from './verify.ts';
