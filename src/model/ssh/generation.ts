/** The families of aliases that the product's programs write, recognised by a pattern's domain. Other sections are never listed. */
import * as z from 'zod';
import { nameOf } from './destination.ts';

/**
 * - `remote`: `*.gitpod.remote`, an address per workspace.
 * - `environment`: `*.gitpod.environment`, a wildcard with a proxy command.
 * - `ona`: `*.ona.environment`, the same from the renamed program.
 * - `classic`: `*.vss.<host>` and `*.vsi.<host>` of the older VS Code extension.
 */
export const Generation = z.enum(['remote', 'environment', 'ona', 'classic']);
export type Generation = z.infer<typeof Generation>;

/** Domains with a fixed name. */
export const ALIAS_DOMAINS = {
  remote: 'gitpod.remote',
  environment: 'gitpod.environment',
  ona: 'ona.environment',
} as const satisfies Partial<Record<Generation, string>>;

const SHAPES: readonly [Generation, RegExp][] = [
  ['remote', /(?:^|\.)gitpod\.remote\.?$/i],
  ['environment', /(?:^|\.)gitpod\.environment\.?$/i],
  ['ona', /(?:^|\.)ona\.environment\.?$/i],
  ['classic', /(?:^|\.)vs[si]\.[a-z0-9.-]{1,200}$/i],
];

/** The family of a pattern or a typed name; null for others. A negated pattern has none. */
export function generationOf(pattern: string): Generation | null {
  if (pattern.startsWith('!') || pattern.length > 300) return null;
  return SHAPES.find(([, shape]) => shape.test(pattern))?.[0] ?? null;
}

/** The requirement of each family: `classic` and `ona` have none and use the requirement of another family. */
const ROW_OF: Record<Generation, string> = {
  remote: ALIAS_DOMAINS.remote,
  classic: ALIAS_DOMAINS.remote,
  environment: ALIAS_DOMAINS.environment,
  ona: ALIAS_DOMAINS.environment,
};

/**
 * Whether an alias is measured for the requirement with this pattern (`*.gitpod.remote`). A name of no family counts for every requirement.
 */
export function isAliasOf(alias: string, pattern: string): boolean {
  const generation = generationOf(nameOf(alias));
  return generation === null || pattern.endsWith(ROW_OF[generation]);
}
