/** A plain requirement as a base for tests. */
import type { Area } from '../../model/area.ts';
import type { Requirement } from '../../model/requirement.ts';
import { type Target, targetText } from '../../model/target.ts';

/** The area for the first part of an id; any other id is a requirement of the management plane. */
const AREA_OF: Readonly<Record<string, Area>> = {
  host: 'host',
  proxy: 'proxy',
  dns: 'dns',
  gateway: 'gateway',
  vscode: 'vscode',
  jetbrains: 'jetbrains',
  releases: 'releases',
  registries: 'registries',
  scm: 'scm',
  metrics: 'metrics',
  imds: 'imds',
  aws: 'aws',
  ami: 'ami',
  ssh: 'ssh',
};

export function requirementFor(id: string, target: Target | null): Requirement {
  return {
    id,
    area: AREA_OF[id.split('.')[0] ?? ''] ?? 'management',
    title: id,
    section: 'Test',
    endpoint: target === null ? '' : targetText(target),
    level: 'required',
    conditions: [],
    neededFrom: ['laptop', 'runner', 'environment'],
    consumer: 'go',
    targets: [],
    discovery: null,
    proof: { status: 'any', contentType: null, headers: [], extract: null, followRedirects: false, calibrated: null },
    missing: null,
    origin: 'document',
  };
}
