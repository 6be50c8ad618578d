/** A probe: its name, its observation, its case, and a composition that returns facts. The compiler names what is left. */
import { type Begun, camel, nameIn, Tree } from './tree.ts';

export function newProbe([word]: readonly string[], tree = new Tree()): Begun {
  const name = nameIn(word);
  const type = `${camel(name).replace(/^./, (letter) => letter.toUpperCase())}Observation`;
  const make = `probe${type.slice(0, -'Observation'.length)}`;
  const [request, observation, port] = ['src/model/probe-request.ts', 'src/model/observation.ts', 'src/probes/index.ts'];
  const [probe, test] = [`src/probes/${name}-probe.ts`, `src/probes/${name}-probe.test.ts`];

  const endsList = (_: string, index: number, all: readonly string[]) =>
    index === all.indexOf('] as const;', all.indexOf('export const PROBES = ['));
  tree.insertBefore(request, endsList, `  '${name}',`, 'list of probes');
  tree.insertBefore(
    observation,
    (line) => line.startsWith('export const Observation = '),
    `/** TODO what it measured. Null facts: it was stopped before it had any. */
export const ${type} = z.strictObject({ probe: z.literal('${name}'), ...base });
export type ${type} = z.infer<typeof ${type}>;
`,
    'union of observations',
  );
  const endsUnion = (_: string, index: number, all: readonly string[]) =>
    index ===
    all.indexOf(
      ']);',
      all.findIndex((line) => line.startsWith('export const Observation = ')),
    );
  tree.insertBefore(observation, endsUnion, `  ${type},`, 'union of observations');
  tree.insertBefore(
    port,
    (line) => line.startsWith('import { probeUdp }'),
    `import { ${make} } from './${name}-probe.ts';`,
    'import of another probe',
  );
  tree.insertBefore(
    port,
    (line) => line === "      case 'udp':",
    `      case '${name}':\n        return ${make}(measurement, blank, tools.world);`,
    'case of another probe',
  );
  tree.create(probe, probeText(type, make));
  tree.create(test, testText(name, make));
  tree.write();
  return {
    written: [request, port],
    toWrite: [observation, probe, test, 'src/plan/ (its requests)'],
    next: 'npm run typecheck, npm test -- src/probes',
  };
}

function probeText(type: string, make: string): string {
  return `/** TODO what is asked, over which protocol (RFC), and what its silence proves. Facts only; a verdict here is a sign to stop. */
import type { ${type} } from '../model/observation.ts';
import type { Measurement } from './measurement.ts';
import type { World } from './world.ts';

export async function ${make}(_measurement: Measurement, blank: ${type}, _world: World): Promise<${type}> {
  // TODO each stage with its deadline (deadline.ts); native errors are named in classify.ts alone.
  return blank;
}
`;
}

function testText(name: string, make: string): string {
  return `/** Against a real socket on loopback. If one fails, TODO what a user would be told wrongly. */
import { expect, test } from 'vitest';
import { ${make} } from './${name}-probe.ts';

test('TODO the ${name} probe says what the far end did', () => {
  expect(${make}).toBe('asked for a far end');
});
`;
}
