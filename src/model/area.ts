/** Areas of the requirements in the order of the catalogue (docs/contract.md, Areas). */
import * as z from 'zod';

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

export const Area = z.enum(AREAS);
export type Area = z.infer<typeof Area>;
