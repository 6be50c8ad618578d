/** The only redactor: screen, plain lines, `--mask` and bundle all use it. */
import type { z } from 'zod';
import { isPseudonym } from '../model/masked.ts';
import { Observation } from '../model/observation.ts';
import { Report } from '../model/report.ts';
import { SessionEvent } from '../model/session.ts';
import { createTally, type RedactionSummary } from './account.ts';
import { formatWords } from './classified.ts';
import { createCleaner, type TextCleaner } from './cleaner.ts';
import { stripControls } from './control-characters.ts';
import { createIdentifiers } from './identifiers.ts';
import { createLeafMasker } from './leaf.ts';
import type { RedactionLevel } from './level.ts';
import { createMemo } from './memo.ts';
import { createPublicSet } from './public-set.ts';
import { createPublicTraces } from './public-traces.ts';
import { createLearnedLiterals } from './rules/learned.ts';
import { createSecretSearch } from './secret-search.ts';
import { countSecrets } from './secrets.ts';
import type { RuleName } from './span.ts';
import { maskingKeyId } from './tag.ts';
import { maskText, type TextTools } from './text.ts';
import { mapStrings } from './walk.ts';

export interface RedactorOptions {
  level: RedactionLevel;
  /** 32 random bytes that never leave the machine; pseudonyms are derived from them. */
  key: Uint8Array;
  /** Hosts, addresses, URLs and words of the published requirements, which stay readable. */
  publicNames: Iterable<string>;
  /** Secrets with a known value, searched in every spelling. */
  secrets: readonly string[];
}

export interface Redactor {
  readonly level: RedactionLevel;
  readonly keyId: string;
  /** Masks free text, which is then safe for a terminal and without identifiers or secrets. Cached. */
  text(text: string): string;
  /** Masks a persisted value field by field. A string without a privacy class is dropped and counted. */
  value<T extends z.ZodType>(schema: T, value: z.output<T>): z.output<T>;
  /** Removes only secrets, for `--show-values`, for JSON without `--mask`, and for storage. */
  readonly clean: TextCleaner;
  /** Learns the identifiers of a value, so that they are also masked in free text. */
  learn<T extends z.ZodType>(schema: T, value: z.output<T>): void;
  /** The numbers of replacements so far, by rule; never a value. */
  account(): RedactionSummary;
  /** Maps pseudonyms to originals. It never leaves this machine. */
  decodeMap(): Record<string, string>;
  /** Counts the secrets in a finished text by rule, for the last search of a bundle (`bundle/tripwire.ts`). */
  leftovers(text: string): Partial<Record<RuleName, number>>;
}

export function createRedactor(options: RedactorOptions): Redactor {
  const decode = new Map<string, string>();
  const counts = createTally();
  const published = createPublicSet(options.publicNames);
  const make = createIdentifiers({
    level: options.level,
    key: options.key,
    publicSet: published,
    made: (pseudonym, original) => decode.set(pseudonym, original),
  });
  const tools: TextTools = {
    seeds:
      options.secrets.length === 0
        ? createSecretSearch([], '')
        : createSecretSearch(options.secrets, `${published.text}\n${formatWords()}`),
    make,
    literals: createLearnedLiterals(),
    count: counts.add,
  };
  const texts = createMemo((text) => maskText(stripControls(text), tools));
  const leaf = createLeafMasker(tools, texts.of, counts);
  /** Whether a host is published, or no part of its name belongs to the customer, as in a regional AWS endpoint. */
  const isReadable = (host: string) =>
    published.isCatalogueHost(host) || (host.includes('.') && make.host(host) === host && !host.split('.').some(isPseudonym));
  const takeIn = (schema: z.ZodType, value: unknown): boolean => {
    const traces = observationsOf(schema, value).map((observation) => createPublicTraces(observation, isReadable));
    const news = published.extend(
      traces.flatMap(({ hosts }) => hosts),
      traces.flatMap(({ words }) => words),
    );
    if (news) tools.literals.forget(published.has);
    return news;
  };
  const learn = (schema: z.ZodType, value: unknown) => {
    let news = takeIn(schema, value);
    mapStrings(schema, value, (text, at) => {
      news = leaf.learn(text, at) || news;
      return text;
    });
    if (news) texts.forget();
  };

  return {
    level: options.level,
    keyId: maskingKeyId(options.key),
    text: texts.of,
    clean: createCleaner(tools.seeds),
    learn,
    value(schema, value) {
      learn(schema, value);
      return mapStrings(schema, value, leaf.mask) as z.output<typeof schema>;
    },
    account: () => counts.account(options.level, maskingKeyId(options.key), tools.seeds.unsearchable),
    decodeMap: () => Object.fromEntries([...decode].sort(([a], [b]) => (a < b ? -1 : 1))),
    leftovers: (text) => countSecrets(text, tools.seeds),
  };
}

function observationsOf(schema: z.ZodType, value: unknown): readonly Observation[] {
  if (schema === Report) return (value as Report).observations;
  if (schema === Observation) return [value as Observation];
  const event = schema === SessionEvent ? (value as SessionEvent) : null;
  return event?.type === 'observed' ? [event.observation] : [];
}
