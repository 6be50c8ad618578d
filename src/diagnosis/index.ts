/** Pure: takes a session and returns verdicts, findings and notes. */
export { diagnose } from './engine/diagnose.ts';
export { alternativeOf, explainFinding, type FindingExplanation } from './engine/explain.ts';
export { type ImageInRegion, imagesOf } from './engine/images.ts';
export { documentedHost } from './facts/documented-hosts.ts';
export { endpointOfHop, isDirectHop, lastHop, phaseOfHop } from './facts/hops.ts';
export { hasPrivateRoot, issuerNames, proofOfHop } from './facts/tls-proof.ts';
