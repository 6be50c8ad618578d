/** Run in a separate namespace by `account.test.ts`: reads the account's configuration and prints the facts. */
import { accountHome } from '../home.ts';
import { readSshConfig } from '../read.ts';

const environment = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
const { facts } = await readSshConfig({
  alias: process.argv[2] ?? '',
  isTyped: true,
  matchExec: false,
  home: accountHome({ environment, configFile: null }),
  run: { environment, timeoutMs: 5000, signal: new AbortController().signal },
  withReaders: false,
  mayLookUp: false,
  withPatches: true,
});
process.stdout.write(JSON.stringify(facts));
