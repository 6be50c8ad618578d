/** Support bundles: creating, publishing, reading and verifying them. */
export { type BundleResult, buildBundle } from './build.ts';
export { compareReports, gotWorse } from './compare.ts';
export { comparisonPage, matrixPage } from './comparison-page.ts';
export { bundleName, isEssential } from './layout.ts';
export { matrixOf } from './matrix.ts';
export { placeProblem, publish } from './publish.ts';
export { type ReadBundle, readBundle } from './read.ts';
export { placeWords } from './second-redaction.ts';
export { thenAndNow } from './then-and-now.ts';
export { verifyBundle } from './verify.ts';
