/** The area names without their schema, because `--help` lists them and must not load a schema library. */

/** Areas of the requirements, in the order of the catalogue (docs/contract.md, Areas). */
export const AREAS = [
  'host',
  'proxy',
  'dns',
  'management',
  'gateway',
  'vscode',
  'jetbrains',
  'releases',
  'registries',
  'scm',
  'metrics',
  'imds',
  'aws',
  'ami',
  'ssh',
] as const;
