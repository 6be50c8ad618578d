/**
 * `fleet collect FILE…` compares the results of many machines; `fleet recipe` and `fleet ssm-document` write the files that run `check` on
 * them.
 */
import { fleetDocument } from '../../documents/fleet/document.ts';
import { truncateFleet } from '../../documents/fleet/words.ts';
import { exitCodeOf } from '../../documents/report/report.ts';
import { namesAreMasked } from '../../documents/words/masked-names.ts';
import { type Collection, createCollection, createFleet } from '../../fleet/index.ts';
import { ssmDocument } from '../../fleet/ssm/document.ts';
import { CompactNames } from '../../model/compact.ts';
import { Fleet } from '../../model/fleet.ts';
import { plainText, section } from '../../render/block.ts';
import { markdown } from '../../render/markdown.ts';
import { pageOf } from '../../render/page.ts';
import { flatText } from '../../render/text.ts';
import { print, say } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { type CommandError, fileError, nearest, usageError } from '../arguments/usage.ts';
import { readFiles } from '../files/fleet-files.ts';
import { checkPartialFlag, writePartial } from '../files/fleet-partial.ts';
import { displayPath } from '../files/named-file.ts';
import { fleetJson } from '../output/fleet-json.ts';
import { redactorFor } from '../redactor-for.ts';
import { favourSteadyHeap } from '../walk/heap.ts';
import { RECIPE_FLAGS, recipe } from './recipe.ts';

const PARTS = ['collect', 'recipe', 'ssm-document'] as const;

export async function fleet(words: readonly string[], flags: Flags): Promise<number> {
  const [part, ...rest] = words;
  for (const name of RECIPE_FLAGS)
    if (part !== 'recipe' && flags[name] !== undefined)
      throw usageError(`--${name} belongs to fleet recipe.`, `Try: gitpod-doctor fleet ${part ?? 'collect'}`);
  if (part !== 'collect' && flags.partial !== undefined)
    throw usageError('--partial belongs to fleet collect.', 'Try: gitpod-doctor fleet collect results/ --partial part.jsonl');
  if (part === 'collect') return collect(rest, flags);
  if (part === 'recipe') return recipe(rest, flags);
  if (part === 'ssm-document') return document(rest);
  const near = part === undefined ? null : nearest(part, PARTS);
  throw usageError('fleet needs collect, recipe or ssm-document.', `Try: gitpod-doctor fleet ${near ?? 'collect results/'}`);
}

/** Unusable files and lines of a newer version are listed last and change the status, so that an incomplete collection is noticed. */
async function collect(paths: readonly string[], flags: Flags): Promise<number> {
  if (flags.partial !== undefined) await checkPartialFlag(flags.partial, flags);
  favourSteadyHeap();
  const collection = createCollection();
  const options = { isQuiet: flags.quiet === true, mayBeEmpty: flags.partial !== undefined };
  const { files, unusable, notes } = await readFiles(paths.length === 0 ? ['-'] : paths, collection, options);
  for (const note of notes.slice(0, MAX_NAMED)) if (flags.quiet !== true) say(displayPath(note));
  if (flags.partial !== undefined) {
    const problem = await writePartial(flags.partial, collection, { files, unusable }, flags);
    sayUnusable(unusable);
    if (problem !== null) throw problem;
    return unusable.length > 0 ? 4 : 0;
  }
  const { result, names } = answerOf(collection, files);
  const isEmpty = result.summary.places + result.summary.noResult === 0;
  if (!isEmpty) show(result, names, flags);
  else if (unusable.length === 0) throw fileError('The partial collections contain no result.');
  sayUnusable(unusable);
  return unusable.length > 0 || result.input.newer > 0 ? 4 : exitCodeOf(result);
}

/** Returns only what is shown, so that the collection is garbage from then on. */
function answerOf(collection: Collection, files: number): { result: Fleet; names: CompactNames } {
  const collected = collection.collected();
  return { result: createFleet(collected, files), names: collected.names };
}

function sayUnusable(unusable: readonly CommandError[]): void {
  for (const stop of unusable.slice(0, MAX_NAMED)) {
    say(displayPath(stop.message));
    if (stop.hint !== null && unusable.length === 1) say(stop.hint);
  }
  if (unusable.length > MAX_NAMED) say(`${unusable.length - MAX_NAMED} more files cannot be used.`);
}

const MAX_NAMED = 20;

/** Output for people is masked by default, JSON is not. */
function show(result: Fleet, names: CompactNames, flags: Flags): void {
  const redactor = redactorFor(flags, [...new Set(result.places.flatMap(({ region }) => region ?? []))].slice(0, 50));
  redactor.learn(CompactNames, names);
  if (flags.json) {
    if (flags.mask) redactor.learn(Fleet, result);
    const { value } = flags.mask ? redactor : redactor.clean;
    for (const piece of fleetJson(result, value)) print(piece);
    return;
  }
  const part = truncateFleet(result);
  const shown = (flags['show-values'] ? redactor.clean : redactor).value(Fleet, part);
  const document = fleetDocument(shown, result);
  const title = plainText(document.heading);
  const text = flags.html
    ? pageOf({ title, product: 'gitpod-doctor fleet', top: [section(title, [])], sections: document.blocks })
    : flags.markdown
      ? markdown([document])
      : flatText(document).join('\n');
  print(text);
  if (!flags.quiet && namesAreMasked(text)) say('Names that begin with px- are masked; --show-values shows them.');
}

function document(words: readonly string[]): number {
  if (words.length > 0)
    throw usageError('fleet ssm-document takes no other words.', 'Try: gitpod-doctor fleet ssm-document > gitpod-doctor-ssm.json');
  print(JSON.stringify(ssmDocument(), null, 2));
  return 0;
}
