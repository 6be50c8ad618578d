/** Pure: a session in, verdicts, findings and notes out. */
export { diagnose } from './diagnose.ts';
export { asDocumented } from './evidence/documented-hosts.ts';
export { endpointOfHop, lastHop, wentDirect } from './evidence/hops.ts';
export { alternativeOf, type Explained, explained } from './explain.ts';
export { type ImageInRegion, imagesOf } from './images.ts';
