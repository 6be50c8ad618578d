/** Every operation on a file of unknown origin: reading, verifying, opening, comparing, making requests, collecting, in every form. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBundle } from '../../src/bundle/build.ts';
import { readBundle } from '../../src/bundle/index.ts';
import { testRedactor, WRITTEN_BY } from '../../src/bundle/testing/log.ts';
import { type Dice, diceOf } from '../../src/bundle/testing/mutations.ts';
import { rediagnose } from '../../src/cli/files/named-report.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { SHELLS } from '../../src/model/command/shell.ts';
import { foldEvents } from '../../src/session/index.ts';
import { readCsv } from '../support/csv.ts';
import { controlIn } from '../support/hostile-text.ts';
import { type BundleCase, bundleCase } from './bundle-case.ts';
import { heard } from './command-lines.ts';
import { pick } from './payloads.ts';
import type { Outcome } from './worker.ts';

const SOUND = fileURLToPath(new URL('../../fixtures/bundles/page-and-timeline.zip', import.meta.url));
const OWNERS = ['network-team', 'aws-admin', 'you', 'gitpod'] as const;
const WORKED: ReadonlySet<number> = new Set([0, 1, 2, 3, 4]);

/** A form, its command line, and a check of its output beyond terminal safety. */
type Form = readonly [args: (file: string, dice: Dice) => string[], look?: (stdout: string) => void];

const FORMS: readonly Form[] = [
  [(file) => ['open', file, '--plain', '--show-values', '--verbose']],
  [(file) => ['open', file, '--json'], isJson],
  [(file) => ['open', file, '--jsonl', '--mask']],
  [(file) => ['verify', file]],
  [(file) => ['verify', file, '--json'], isJson],
  [(file) => ['compare', SOUND, file]],
  [(file) => ['compare', file, SOUND, '--json', '--mask'], isJson],
  [(file) => ['compare', SOUND, file, '--html', '--show-values'], isPage],
  [(file) => ['compare', SOUND, file, '--markdown', '--show-values']],
  [(file) => ['compare', SOUND, file, file, '--html'], isPage],
  [(file) => ['compare', SOUND, file, file, '--json'], isJson],
  [(file, dice) => ['request', file, '--for', pick(OWNERS, dice), '--show-values']],
  [(file, dice) => ['request', file, '--for', pick(OWNERS, dice), '--markdown', '--show-values']],
  [(file, dice) => ['request', file, '--for', pick(OWNERS, dice), '--shell', pick(SHELLS, dice), '--show-values']],
  [(file, dice) => ['open', file, '--plain', '--verbose', '--shell', pick(SHELLS, dice)]],
  [(file) => ['request', file, '--for', 'network-team', '--format', 'csv', '--show-values'], isTable],
  [(file) => ['request', file, '--for', 'network-team', '--format', 'nftables', '--show-values']],
  [(file) => ['decode', file, 'px-1a2b3c']],
  [(file) => ['profile', 'init', file]],
  [(file) => ['fleet', 'collect', file, '--show-values']],
  [(file) => ['fleet', 'collect', file, '--markdown', '--show-values']],
  [(file) => ['fleet', 'collect', file, '--html', '--show-values']],
  [(file) => ['fleet', 'collect', file, '--json'], isJson],
  [(file) => ['fleet', 'collect', file, SOUND, '--mask', '--json'], isJson],
];

/** Three forms per case, so that ten thousand cases try each some hundred times. */
export async function bundleOrdeal(seed: number, folder: string): Promise<Outcome> {
  return takenApart(bundleCase(seed), diceOf(seed + 2 ** 31), folder);
}

export async function takenApart(made: BundleCase, dice: Dice, folder: string, forms = 3): Promise<Outcome> {
  const file = join(folder, `case.${made.suffix}`);
  writeFileSync(file, made.bytes);
  try {
    const read = await readBundle(made.bytes);
    const commands: string[] = [];
    const lines = new Set<Form>(forms >= FORMS.length ? FORMS : Array.from({ length: forms }, () => pick(FORMS, dice)));
    for (const [args, look] of lines) {
      const words = args(file, dice);
      const { stdout, stderr, status } = await heard(words);
      const control = controlIn(stdout) ?? controlIn(stderr);
      if (control !== null) throw new Error(`${words.join(' ')} wrote ${control}`);
      if (!WORKED.has(status)) throw new Error(`${words.join(' ')} ended with ${status}`);
      if (stdout !== '') look?.(stdout);
    }
    if (read.ok) {
      const { findings, shell } = diagnose(foldEvents(read.events));
      // The canary needs a POSIX shell.
      if (shell === undefined || shell === 'posix')
        commands.push(...findings.flatMap(({ fixes }) => fixes.flatMap(({ command }) => command ?? [])));
      if (dice(20) === 0) await packedAgain(read.events);
    }
    if (Object.hasOwn(Object.prototype, 'polluted')) throw new Error('the prototype of all objects was changed');
    return { kind: `${made.kind}: ${read.ok ? 'read' : read.code}`, commands };
  } finally {
    rmSync(file, { force: true });
  }
}

/** Its session as our own bundle: no file in it, including the page, may contain the payload. */
async function packedAgain(events: Parameters<typeof rediagnose>[0]): Promise<void> {
  const createdAt = '2026-11-23T12:00:00Z';
  const result = await buildBundle({
    events,
    report: rediagnose(events),
    redactor: testRedactor(),
    createdAt,
    name: 'gitpod-doctor-20261123T120000Z-1a2b3c4d',
    consent: { how: 'flag', at: createdAt },
    ...WRITTEN_BY,
  });
  if (!result.ok) throw new Error(`no bundle can be written of it: ${result.problem}`);
  for (const { path, text } of result.entries) {
    const control = controlIn(text);
    if (control !== null) throw new Error(`${path} of a bundle holds ${control}`);
    if (path.endsWith('.html')) isPage(text);
  }
}

function isJson(text: string): void {
  JSON.parse(text);
}

function isPage(text: string): void {
  const live = /<(?:script|img|iframe|[a-z][^>]{0,200}\s(?:on\w+\s*=|href\s*=\s*.?javascript:))[^>]{0,80}/i.exec(
    text.replaceAll(/<style[\s\S]*?<\/style>/g, ''),
  );
  if (live !== null) throw new Error(`a page holds ${JSON.stringify(live[0])}`);
}

/** A spreadsheet recognises a formula by its first character (OWASP, CSV Injection). */
function isTable(text: string): void {
  for (const cell of readCsv(text).flat())
    if (/^[=+\-@\t\r]/.test(cell)) throw new Error(`a cell begins as a formula does: ${JSON.stringify(cell.slice(0, 60))}`);
}
