/** Areas of the requirements in the order of the catalogue (docs/contract.md, Areas); help lists them without loading schemas. */
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
