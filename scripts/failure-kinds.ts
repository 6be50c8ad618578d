/** `npm run failure-kinds`: asks the other programs of this machine for every line of docs/failure-kinds.md, and records what they say. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PROGRAMS, type Said, startAsking } from '../test/failure-kinds/ask/programs.ts';
import { ALL, type Named } from '../test/failure-kinds/lines/index.ts';
import { namespacesLack } from '../test/failure-kinds/namespace.ts';
import { nameOf, readSaid, SAID_FILE } from '../test/failure-kinds/said.ts';

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const INSIDE = fileURLToPath(new URL('../test/failure-kinds/ask-line.ts', import.meta.url));
const asking = startAsking();
const missing = PROGRAMS.filter((program) => asking.versions[program] === undefined);
const lack = namespacesLack();
if (missing.length > 0 || lack !== null) {
  process.stderr.write(`Nothing was asked: ${missing.length > 0 ? `${missing.join(', ')} not found` : lack}.\n`);
  process.exit(1);
}
const known = readSaid();
const wanted = ALL.filter((named) => nameOf(named).includes(values.only));
for (const named of wanted) {
  const said = await saidTo(named);
  if (said !== null) known.lines[nameOf(named)] = said;
  save();
  process.stdout.write(
    `${nameOf(named)}\n${Object.entries(said ?? {})
      .map(([program, words]) => `  ${program}: ${words}\n`)
      .join('')}`,
  );
}
asking.end();
process.exit();

/** After each line, because all of them take minutes: in the order of the table, without removed lines. */
function save(): void {
  const lines = Object.fromEntries(
    ALL.flatMap((each) => {
      const said = known.lines[nameOf(each)];
      return said === undefined ? [] : [[nameOf(each), said]];
    }),
  );
  writeFileSync(SAID_FILE, `${JSON.stringify({ versions: asking.versions, lines }, null, 2)}\n`);
}

async function saidTo(named: Named): Promise<Said | null> {
  const { way } = named.line;
  if (!('start' in way) || way.as === 'udp') return null;
  if (way.rules !== undefined) {
    const words = ['--net', process.execPath, INSIDE, String(ALL.indexOf(named))];
    return JSON.parse(execFileSync('unshare', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })) as Said;
  }
  const far = await way.start();
  try {
    return await asking.ask(far, way);
  } finally {
    await far.close();
  }
}
