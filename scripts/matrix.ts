/** `npm run matrix`: the whole fault matrix against the built program, as a table. Linux and root. `--only WORD` takes the cells that have it;
 * `--tenth` those of the program tests. `--interrupt SIGINT` (Ctrl-C) or `SIGTERM` sends that once the fault has been met: it has to end
 * within a second, with 130, and leave its stored session. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CELLS, lacks, runMatrix, TENTH } from '../test/matrix/matrix.ts';
import { STAGE_NAMES, STAGES, type Stage } from '../test/matrix/stages.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    tenth: { type: 'boolean', default: false },
    interrupt: { type: 'string' },
    'at-once': { type: 'string', default: '4' },
  },
});
const signal = values.interrupt ?? null;
if (signal !== null && signal !== 'SIGINT' && signal !== 'SIGTERM') {
  process.stderr.write('--interrupt takes SIGINT or SIGTERM.\n');
  process.exit(2);
}
const lack = lacks();
if (lack !== null) {
  process.stderr.write(`The fault matrix was NOT run: ${lack}.\n`);
  process.exit(1);
}
const cells = (values.tenth ? TENTH : CELLS).filter(
  ({ stage, how }) => values.only === undefined || `${stage}, ${how}`.includes(values.only),
);
const outcomes = runMatrix(cells, fileURLToPath(new URL('../bin/gitpod-doctor.js', import.meta.url)), Number(values['at-once']), signal);
const order = new Map(cells.map(({ stage, how }, at) => [`${stage} ${how}`, at]));
outcomes.sort((a, b) => (order.get(`${a.stage} ${a.how}`) ?? 0) - (order.get(`${b.stage} ${b.how}`) ?? 0));
for (const { stage, how, status, waitedMs, peakMiB, kinds, isInterrupted, problems, atFirst = [] } of outcomes) {
  const facts = [
    `exit ${status}${isInterrupted || signal === null ? '' : ' before the signal'}`,
    `waited ${waitedMs} ms`,
    `${peakMiB} MiB`,
    kinds.join(' ') || '–',
  ];
  process.stdout.write(`${problems.length === 0 ? 'ok  ' : 'BAD '} ${stage.padEnd(17)} ${how.padEnd(28)} ${facts.join(', ')}\n`);
  for (const problem of problems) process.stdout.write(`       ${problem}\n`);
  for (const problem of atFirst) process.stdout.write(`       the first time, beside others: ${problem}\n`);
}
for (const stage of STAGE_NAMES)
  for (const [how, why] of Object.entries((STAGES[stage] as Stage).passes ?? {})) process.stdout.write(`pass ${stage}, ${how}: ${why}\n`);
for (const stage of STAGE_NAMES)
  for (const [how, why] of Object.entries((STAGES[stage] as Stage).without ?? {})) process.stdout.write(`–    ${stage}, ${how}: ${why}\n`);
const bad = outcomes.filter(({ problems }) => problems.length > 0).length;
process.stdout.write(`${outcomes.length} cells, ${bad} bad\n`);
process.exit(bad === 0 ? 0 : 1);
