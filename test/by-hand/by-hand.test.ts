/**
 * The manual commands of the pages about AWS, SSH and the tool itself, run with the real programs: each shows the expected fragment with
 * the cause, and does not show it without the cause. If one fails, a user searches for output that never appears, or finds it on a healthy
 * machine.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { explainFinding, type ManualCheckText as TheirLook } from '../../src/diagnosis/engine/explain.ts';
import { FINDINGS } from '../../src/model/finding-codes.ts';
import { launcher } from '../support/program.ts';
import { CODES, placesOf } from './looks.ts';
import { lacks, visit } from './namespace/enter.ts';
import type { Answered } from './situation.ts';
import { type SituationName, situationNames } from './situations/index.ts';

const missing = lacks();
if (missing !== null) process.stderr.write(`SKIPPED: the commands of the pages on AWS and SSH, because ${missing}\n`);

/** Situations run in parallel, because most of their time is starting programs and waiting. */
const AT_A_TIME = 4;
/** For a machine busy with other tests; by itself it takes less than a minute. */
const MAX_MS = 400_000;

type Look = Pick<TheirLook, 'run' | 'shows'>;

interface Taken extends Look {
  code: (typeof CODES)[number];
  where: SituationName;
  butNotWhere: SituationName;
}

const TAKEN: readonly Taken[] = CODES.flatMap((code) =>
  explainFinding(code).byHand.flatMap((look, n) => {
    const places = placesOf(code, n);
    return places === null ? [] : [{ code, ...look, ...places }];
  }),
);

/**
 * The program itself in the SSH situations, which are not demo scenarios. 815 applies to every alias; with 823 only loopback exists and
 * nothing answers, so the program reports the missing network first (`test/demo/ssh-host-names.test.ts`).
 */
const OWN: readonly Taken[] = [...new Map(TAKEN.map((taken) => [`${taken.code} ${taken.where}`, taken])).values()]
  .filter(({ code }) => code.startsWith('GD8') && code !== 'GD815' && code !== 'GD823')
  .map((taken) => ({
    ...taken,
    run: `'${process.execPath}' '${launcher()}' check ssh --from laptop --ssh-alias <alias> --yes-to ssh-connect --no-store --json`,
    shows: `"code": "${taken.code}"`,
  }));

/** Every check in a situation, once: its own checks, and those for which it is the control. */
function looksIn(situation: SituationName): Look[] {
  const here = [...TAKEN, ...OWN].filter(({ where, butNotWhere }) => where === situation || butNotWhere === situation);
  return [...new Map(here.map(({ run, shows }) => [`${run}\n${shows}`, { run, shows }])).values()];
}

describe.skipIf(missing !== null)('the documentation page', () => {
  const answers = new Map<SituationName, Answered | Error>();

  beforeAll(async () => {
    const all = [...new Set(TAKEN.flatMap(({ where, butNotWhere }) => [where, butNotWhere]))];
    const waiting = all.map((situation) => ({ situation, looks: looksIn(situation) })).sort((a, b) => b.looks.length - a.looks.length);
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { situation } = next;
        answers.set(situation, await visit(next).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error)))));
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  }, MAX_MS);

  function seenIn(situation: SituationName, { run, shows }: Look): Answered['seen'][number] {
    const answered = answers.get(situation);
    if (answered === undefined || answered instanceof Error) throw new Error(`“${situation}” did not come about.`, { cause: answered });
    const at = looksIn(situation).findIndex((look) => look.run === run && look.shows === shows);
    const seen = answered.seen[at];
    if (seen === undefined) throw new Error(`Nobody looked in “${situation}”.`);
    return seen;
  }

  function compare(taken: Taken): void {
    const there = seenIn(taken.where, taken);
    expect(there.shows, 'every placeholder of the fragment has a value').not.toBeNull();
    expect(there.status, 'it ends by itself').not.toBeNull();
    expect(there.said).toContain(there.shows);
    const control = seenIn(taken.butNotWhere, taken);
    expect(control.status, 'it ends by itself where all is well').not.toBeNull();
    expect(control.said).not.toContain(there.shows);
  }

  it.each(TAKEN.map((taken) => [taken.code, FINDINGS[taken.code], taken.run, taken] as const))(
    'of %s %s has a command that shows the expected fragment only when the cause exists: %s',
    (...[, , , taken]) => compare(taken),
  );

  it.each(OWN.map((taken) => [taken.code, FINDINGS[taken.code], taken.where, taken] as const))(
    'of %s %s describes a situation in which the program reports the finding: %s',
    (...[, , , taken]) => compare(taken),
  );
});

it('every situation is used by at least one command', async () => {
  const looked = new Set<string>(TAKEN.flatMap(({ where, butNotWhere }) => [where, butNotWhere]));
  expect((await situationNames()).filter((name) => !looked.has(name))).toEqual([]);
});
