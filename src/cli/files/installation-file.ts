/** `--edition-from FILE|-`: identifies the installation by the outputs of its stack or the configuration of its runner. */
import { fitOf, readInstallation } from '../../knowledge/installation.ts';
import type { Profile } from '../../model/profile.ts';
import { RUNNER_OF_EDITION } from '../../model/profile-words.ts';
import type { Flags } from '../arguments/flags.ts';
import { fileError } from '../arguments/usage.ts';
import { readNamedFile } from './named-file.ts';
import { fromStandardInput } from './pasted-images.ts';

/** Large enough for the outputs of every stack of an account. */
const READ_LIMIT = 4 * 1024 * 1024;

/** What the file adds to the profile. A stated edition is kept, and compared with the signs in the file. Empty without the flag. */
export async function installationFrom(flags: Flags, stated: Profile): Promise<Partial<Profile>> {
  const path = flags['edition-from'];
  if (path === undefined) return {};
  const text = path === '-' ? await fromStandardInput('--edition-from') : await readNamedFile(path, READ_LIMIT);
  const installation = readInstallation(text);
  if (installation === null)
    throw fileError(
      'The text from --edition-from does not show the kind of runner.',
      'Give the outputs of CloudFormation or Terraform, a task definition, or the configuration of the runner.',
    );
  const fit = flags.edition === undefined ? fitOf(installation.signs) : null;
  const runner = fit === null ? null : RUNNER_OF_EDITION[fit.edition];
  const { runnerDomain } = installation;
  return {
    installation,
    ...(fit === null ? {} : { edition: fit.edition, editionIs: 'found' }),
    ...(runner === null ? {} : { runner }),
    ...(runnerDomain === undefined || stated.runnerDomain !== undefined ? {} : { runnerDomain }),
  };
}
