/** Each line of docs/failure-kinds.md is produced and gives its kind and its finding. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCENARIOS } from '../../src/demo/index.ts';
import { SCENARIOS as LAB } from '../lab/scenarios/index.ts';
import { type Bench, startBench } from './bench.ts';
import { ALL, type Named } from './lines/index.ts';
import { namespacesLack, producedInNamespace } from './namespace.ts';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const titled = (wanted: (named: Named) => boolean) =>
  ALL.filter(wanted).map((named) => ({ title: `${named.kind}: ${named.line.by}`, named }));
const hasRules = ({ line: { way } }: Named) => 'rules' in way && way.rules !== undefined;
const isMeasured = ({ line: { way } }: Named) => 'start' in way || way.as === 'resolver';

const lacks = namespacesLack();
if (lacks !== null) process.stderr.write(`SKIPPED: failure kinds that take a packet filter, because ${lacks}\n`);

describe.concurrent('a failure kind that is produced on loopback', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.close());

  it.each(titled((named) => isMeasured(named) && !hasRules(named)))(
    'is measured and diagnosed as its table says: $title',
    async ({ named: { kind, line } }) => {
      const { texts, ...seen } = await bench.produce(line);
      expect(seen, texts.join('\n')).toMatchObject({ kind, finding: line.finding });
    },
  );
});

describe.skipIf(lacks !== null)('a failure kind that is produced in a network namespace', () => {
  it.each(titled(hasRules))('is measured and diagnosed as its table says: $title', async ({ named }) => {
    const { texts, ...seen } = await producedInNamespace(named);
    expect(seen, texts.join('\n')).toMatchObject({ kind: named.kind, finding: named.line.finding });
  });
});

describe('a failure kind that is produced elsewhere', () => {
  it.each(titled((named) => !isMeasured(named)))(
    'is covered by the test, scenario or lab that the table names: $title',
    ({ named: { kind, line } }) => {
      const { way, finding } = line;
      if (way.as === 'test') {
        const says = way.says ?? `'${kind}'`;
        expect({ file: way.file, says, it: readFileSync(path(way.file), 'utf8').includes(says) }).toMatchObject({ it: true });
      }
      // `whole-sweeps.ts` checks the kind and the finding of these.
      if (way.as === 'scenario') expect(SCENARIOS.map(({ name }) => name)).toContain(way.name);
      if (way.as === 'lab') {
        const scenario = LAB.find(({ name }) => name === way.name);
        expect([...(scenario?.expect.causes ?? []), ...(scenario?.expect.consequences ?? [])]).toContain(finding);
      }
    },
  );
});
