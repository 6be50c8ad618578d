/** `npm run certificates [-- --only NAME]`: shows every scripted chain to the other programs of this machine, and records what they say. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CHAINS } from '../src/probes/testing/chains.ts';
import { readSaid, SAID_FILE } from '../test/certificates/said.ts';
import { served } from '../test/certificates/served.ts';
import { PROGRAMS, startAsking } from '../test/failure-kinds/ask/programs.ts';

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const asking = startAsking();
const missing = PROGRAMS.filter((program) => asking.versions[program] === undefined);
if (missing.length > 0) {
  process.stderr.write(`Nothing was asked: ${missing.join(', ')} not found.\n`);
  process.exit(1);
}
const { chains: known } = readSaid();
for (const keys of ['RSA', 'EC'] as const)
  for (const chain of CHAINS.filter(({ name }) => name.includes(values.only))) {
    const server = await served(chain, keys);
    const said = await asking.ask(server, { as: 'https', start: () => Promise.resolve(server) }, server.trusted);
    await server.close();
    known[`${keys} ${chain.name}`] = said;
    process.stdout.write(
      `${keys} ${chain.name}\n${Object.entries(said)
        .map(([program, words]) => `  ${program}: ${words}\n`)
        .join('')}`,
    );
  }
asking.end();
const chains = Object.fromEntries(
  CHAINS.flatMap(({ name }) => (['RSA', 'EC'] as const).map((keys) => `${keys} ${name}`)).flatMap((key) =>
    known[key] === undefined ? [] : [[key, known[key]]],
  ),
);
writeFileSync(SAID_FILE, `${JSON.stringify({ versions: asking.versions, chains }, null, 2)}\n`);
process.exit();
