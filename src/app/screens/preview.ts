/** The model of a bundle before it is written: each file with its size and its replaced values. */

import { count, bytes as sizeText } from '../../documents/words/quantity.ts';
import { isPseudonym } from '../../model/masked.ts';

/** The user's changes to a bundle. */
export interface BundleChoice {
  /** Omitted files. */
  without: readonly string[];
  /** Words that are hidden in addition to the automatic masking. */
  hidden: readonly string[];
}

export const WHOLE_BUNDLE: BundleChoice = { without: [], hidden: [] };

export interface PreviewFile {
  path: string;
  bytes: number;
  /** The text as it will be written. */
  text: string;
  /** True if the file cannot be omitted. */
  essential: boolean;
  /** Null if the file is included. */
  leftOut: 'declined' | 'withheld-unsafe' | 'size' | 'not-collected' | null;
}

export interface BundlePreview {
  /** The name without `.zip`. */
  name: string;
  /** The size of the finished file, before encryption. */
  bytes: number;
  level: string;
  files: PreviewFile[];
  /** Short forms of the age recipients; empty if the bundle is not encrypted. */
  recipients: readonly string[];
}

export interface ReplacedCount {
  what: ReplacedKind;
  count: number;
}

const KINDS = ['secret', 'word', 'address', 'account', 'organisation', 'user', 'resource', 'name'] as const;
type ReplacedKind = (typeof KINDS)[number];

const TOKEN = /REDACTED-[a-z0-9-]+|px-[a-z0-9-]+/g;

/** Counts the pseudonyms by class; a real name that begins with `px-` is not counted. */
export function countReplaced(text: string): ReplacedCount[] {
  const counts = new Map<ReplacedKind, number>();
  for (const [token] of text.matchAll(TOKEN)) {
    const kind = kindOf(token);
    if (kind !== null) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return KINDS.flatMap((what) => {
    const times = counts.get(what);
    return times === undefined ? [] : [{ what, count: times }];
  });
}

function kindOf(token: string): ReplacedKind | null {
  if (/^REDACTED-\d/.test(token)) return 'word';
  if (token.startsWith('REDACTED-')) return 'secret';
  if (!isPseudonym(token)) return null;
  const kind = /^px-(ip[46]|acct|org|user|res)-/.exec(token)?.[1];
  return kind === undefined ? 'name' : BY_PREFIX[kind as keyof typeof BY_PREFIX];
}

const BY_PREFIX = { ip4: 'address', ip6: 'address', acct: 'account', org: 'organisation', user: 'user', res: 'resource' } as const;

/** Text like `12 addresses, 3 names` or `nothing replaced`. */
export function replacedWords(replaced: readonly ReplacedCount[]): string {
  if (replaced.length === 0) return 'nothing replaced';
  return replaced
    .map(({ what, count: times }) =>
      what === 'address' ? count(times, what, 'addresses') : count(times, what === 'word' ? 'known word' : what),
    )
    .join(', ');
}

export interface SearchHit {
  path: string;
  count: number;
}

/** The occurrences of a word in the bundle, in any letter case, including file names. */
export function searchPreview(files: readonly PreviewFile[], word: string): SearchHit[] {
  const wanted = word.trim().toLowerCase();
  if (wanted === '') return [];
  return files
    .filter(({ leftOut }) => leftOut === null)
    .flatMap(({ path, text }) => {
      const times = `${path}\n${text}`.toLowerCase().split(wanted).length - 1;
      return times === 0 ? [] : [{ path, count: times }];
    });
}

export function previewLines({ name, bytes, level, files, recipients }: BundlePreview, words: readonly string[]): string[] {
  const width = Math.max(...files.map(({ path }) => path.length));
  return [
    `${name}.zip, ${sizeText(bytes)}, level ${level}${recipients.length === 0 ? '' : `, encrypted to ${recipients.join(', ')}`}`,
    ...files.map((file) => `  ${file.path.padEnd(width)}  ${fileWords(file)}`),
    ...words.map((word) => {
      const hits = searchPreview(files, word);
      if (hits.length === 0) return 'No file contains the word that you want to hide.';
      const places = hits.map(({ path, count: times }) => `${path} (${times})`).join(', ');
      return `The word that you want to hide is still in ${places}: it is too short, or gitpod-doctor itself uses it.`;
    }),
  ];
}

function fileWords({ bytes, text, leftOut }: PreviewFile): string {
  return leftOut === null ? `${sizeText(bytes).padStart(8)}  ${replacedWords(countReplaced(text))}` : OMISSION_WORDS[leftOut];
}

export const OMISSION_WORDS = {
  declined: 'left out, as asked for',
  'withheld-unsafe': 'withheld: it contains something that looks like a secret',
  size: 'left out: too large',
  'not-collected': 'not collected',
} as const satisfies Record<Exclude<PreviewFile['leftOut'], null>, string>;
