/** Pure: takes a session and returns verdicts, findings and notes. */
export { diagnose } from './engine/diagnose.ts';
export { alternativeOf, type Explained, explained } from './engine/explain.ts';
export { type ImageInRegion, imagesOf } from './engine/images.ts';
export { asDocumented } from './facts/documented-hosts.ts';
export { endpointOfHop, lastHop, wentDirect } from './facts/hops.ts';
