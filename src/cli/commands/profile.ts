/** `profile init|check|schema`: writes and checks a profile file, so that the users of a company need not type its hosts. */

import { basename } from 'node:path';
import { toList } from '../../documents/words/say.ts';
import { foldEvents } from '../../session/index.ts';
import { print, say } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import type { Fault } from '../arguments/profile-file/faults.ts';
import { type CompanyProfile, companyProfile } from '../arguments/profile-file/from-session.ts';
import { readProfileFile } from '../arguments/profile-file/index.ts';
import { profileSchema } from '../arguments/profile-file/schema.ts';
import { nearest, usageError } from '../arguments/usage.ts';
import { displayPath } from '../files/named-file.ts';
import { readNamedBundle } from '../files/named-report.ts';
import { lastStoredEvents } from '../stored-session.ts';

export const PROFILE_CHECK_SCHEMA = 'gitpod-doctor/profile-check@1';

type Part = (words: readonly string[], flags: Flags) => Promise<number> | number;

const PARTS: Readonly<Record<string, Part>> = { init, check, schema };

export async function profile([name, ...words]: readonly string[], flags: Flags): Promise<number> {
  const part = name !== undefined && Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  if (part !== undefined) return part(words, flags);
  const near = nearest(name ?? '', Object.keys(PARTS));
  throw usageError(
    name === undefined ? 'profile takes init, check or schema.' : 'profile takes init, check or schema, but not this word.',
    `Try: gitpod-doctor profile ${near ?? 'init'}`,
  );
}

async function init(words: readonly string[], flags: Flags): Promise<number> {
  const [path, ...more] = words;
  if (more.length > 0) throw usageError('profile init takes one bundle at most.', 'Try: gitpod-doctor profile init gitpod-doctor-….zip');
  const session = foldEvents(path === undefined ? lastStoredEvents(flags, 'profile') : (await readNamedBundle(path)).events);
  const made = companyProfile(session.profile, session.limits);
  print(JSON.stringify(made.object, null, 2));
  if (!flags.quiet) for (const line of remarks(made, session.demo)) say(line);
  return 0;
}

function remarks({ object, leftOut }: CompanyProfile, demo: string | null): string[] {
  const masked = leftOut.filter((each) => each.masked > 0);
  const unusable = leftOut.filter((each) => each.unusable > 0);
  return [
    ...(demo === null ? [] : [`The session was measured on the pretend internet (${demo}): its hosts do not exist.`]),
    ...(masked.length === 0
      ? []
      : [`Left out, because the names are masked: ${toList(masked.map((each) => `${each.key} (${each.masked})`))}.`]),
    ...(unusable.length === 0
      ? []
      : [`Left out, because no flag accepts it: ${toList(unusable.map((each) => `${each.key} (${each.unusable})`))}.`]),
    ...(Object.keys(object).length > 0
      ? []
      : ['The session has no settings to save; gitpod-doctor profile schema shows what a profile may contain.']),
  ];
}

async function check(words: readonly string[], flags: Flags): Promise<number> {
  const [path, ...more] = words;
  if (path === undefined || more.length > 0)
    throw usageError('profile check takes one file.', 'Try: gitpod-doctor profile check company.json');
  const read = await readProfileFile(path);
  if (flags.json) print(JSON.stringify({ schema: PROFILE_CHECK_SCHEMA, faults: read.faults }, null, 2));
  else
    print(
      'object' in read ? `The profile can be used: ${saidIn(read.object)}.` : read.faults.map((fault) => faultLine(path, fault)).join('\n'),
    );
  return read.faults.length === 0 ? 0 : 4;
}

function saidIn(object: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(object).filter((key) => object[key] !== null);
  return keys.length === 0 ? 'it is empty' : `it sets ${toList(keys)}`;
}

/** A fault of the whole file has no location inside it. */
function faultLine(file: string, { path, problem, hint }: Fault): string {
  const place = path === '$' ? '' : `: ${path}`;
  return `${displayPath(basename(file))}${place} ${problem}. ${hint}`;
}

function schema(words: readonly string[]): number {
  if (words.length > 0) throw usageError('profile schema takes no other words.', 'Try: gitpod-doctor profile schema > profile.schema.json');
  print(JSON.stringify(profileSchema(), null, 2));
  return 0;
}
