/** The vocabulary of SSH: files, sources of settings, stages of a connection. */

export * from './ask.ts';
export * from './config-files.ts';
export * from './destination.ts';
export * from './effective.ts';
export * from './facts.ts';
export * from './generation.ts';
export * from './host-name-form.ts';
export * from './identity.ts';
export * from './patch.ts';
export * from './phases.ts';
export * from './place.ts';
