/** AWS's config has no proxy, but may name certificates, per profile. Keys are in another file. */
import { join } from 'node:path';
import { type Found, merge, NOTHING_FOUND } from './found.ts';
import { iniEntries } from './ini.ts';
import type { Folders } from './place.ts';
import { readSettingsFile } from './read-file.ts';

export async function awsSettings({ home, environment }: Folders): Promise<Found> {
  const text = await readSettingsFile(environment['AWS_CONFIG_FILE'] || join(home, '.aws', 'config'));
  const paths = iniEntries(text ?? '').flatMap(({ key, value }) =>
    key === 'ca_bundle' && value !== '' ? [value.replace(/^~(?=[/\\])/, home)] : [],
  );
  return merge(paths.map((path) => ({ ...NOTHING_FOUND, trustFiles: [{ program: 'aws', setting: 'ca_bundle', path }] })));
}
