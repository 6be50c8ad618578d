/** If these fail, a user looks for an entry that VS Code does not have, or is advised to move an Include that is fine. */
import { afterAll, describe, expect, it } from 'vitest';
import { accountHome } from './home.ts';
import { scanConfig } from './scan.ts';
import { write } from './testing/reading.ts';
import { temporaryFolder } from './testing/real-ssh.ts';
import { vsCodeList } from './vscode-list.ts';

const place = temporaryFolder();
afterAll(() => place.remove());

const ONE = 'Host w1.gitpod.remote w2.gitpod.remote\n  HostName 192.0.2.7\n';
const ALL = 'Host *.gitpod.remote\n  User me\n';

describe('the list of VS Code', () => {
  it.each([
    ['has a name of a Host line', { config: ONE }, 'listed', null, null],
    ['has one of a Match line', { config: 'Match host w1.gitpod.remote\n  User me\n' }, 'listed', null, null],
    [
      'has one of an included file, in the middle of the top',
      { config: `Include FOLDER/a\n`, a: `# a\nInclude FOLDER/b\n`, b: ONE },
      'listed',
      null,
      null,
    ],
    [
      'has one that is included below a Host line with a *',
      { config: `Host *\n  User me\nInclude FOLDER/a\n`, a: ONE },
      'listed',
      null,
      null,
    ],
    ['leaves patterns out', { config: `Include FOLDER/a\n`, a: ALL }, 'pattern', 'a', 1],
    [
      'leaves out what is included below another Host line',
      { config: `Host work\n  User me\n\nInclude FOLDER/a\n`, a: ONE },
      'include-below-section',
      'config',
      4,
    ],
    [
      'leaves out what is included below a Match line',
      { config: `Match all\nInclude FOLDER/a\n`, a: ONE },
      'include-below-section',
      'config',
      2,
    ],
    ['is empty where its reader refuses a file', { config: `Include FOLDER/a\n${ONE}`, a: 'Match host\n' }, 'not-parsed', 'a', null],
    ['is not said to leave out a name behind a keyword in quotes', { config: '"Host" w1.gitpod.remote\n' }, 'absent', null, null],
    [
      'is not said to leave out such a name of a file that it follows',
      { config: `Include FOLDER/a\n`, a: '"Host" w1.gitpod.remote\n' },
      'absent',
      null,
      null,
    ],
    ['has nothing of another name', { config: 'Host other\n' }, 'absent', null, null],
  ])('%s', async (_what, files, state, file, line) => {
    const { config, folder } = write(
      `${place.folder}/${state}-${Object.keys(files).length}-${line}-${_what.length}`,
      files as Record<string, string>,
    );
    const scan = await scanConfig(accountHome({ environment: { HOME: folder }, configFile: config }));
    expect(vsCodeList('me@w1.gitpod.remote', scan)).toEqual({ state, file: file === null ? null : `${folder}/${file}`, line });
  });

  it('is not read beyond the limit', async () => {
    const { config } = write(`${place.folder}/long`, { config: `#${'a'.repeat(70_000)}\n${ONE}` });
    expect(vsCodeList('w1.gitpod.remote', await scanConfig(accountHome({ environment: {}, configFile: config })))).toBeNull();
  });
});
