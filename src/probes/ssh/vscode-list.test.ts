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
    ['contains the names of a Host line', { config: ONE }, 'listed', null, null],
    ['contains the names of a Match line', { config: 'Match host w1.gitpod.remote\n  User me\n' }, 'listed', null, null],
    [
      'contains names of a file included between top-level lines',
      { config: `Include FOLDER/a\n`, a: `# a\nInclude FOLDER/b\n`, b: ONE },
      'listed',
      null,
      null,
    ],
    [
      'contains names of a file included in a Host * section',
      { config: `Host *\n  User me\nInclude FOLDER/a\n`, a: ONE },
      'listed',
      null,
      null,
    ],
    ['omits patterns', { config: `Include FOLDER/a\n`, a: ALL }, 'pattern', 'a', 1],
    [
      'omits names of a file included in another Host section',
      { config: `Host work\n  User me\n\nInclude FOLDER/a\n`, a: ONE },
      'include-below-section',
      'config',
      4,
    ],
    [
      'omits names of a file included in a Match section',
      { config: `Match all\nInclude FOLDER/a\n`, a: ONE },
      'include-below-section',
      'config',
      2,
    ],
    ['is empty when its parser refuses a file', { config: `Include FOLDER/a\n${ONE}`, a: 'Match host\n' }, 'not-parsed', 'a', null],
    ['is not reported to omit a name after a quoted keyword', { config: '"Host" w1.gitpod.remote\n' }, 'absent', null, null],
    [
      'is not reported to omit such a name of an included file',
      { config: `Include FOLDER/a\n`, a: '"Host" w1.gitpod.remote\n' },
      'absent',
      null,
      null,
    ],
    ['contains no other name', { config: 'Host other\n' }, 'absent', null, null],
  ])('%s', async (_what, files, state, file, line) => {
    const { config, folder } = write(
      `${place.folder}/${state}-${Object.keys(files).length}-${line}-${_what.length}`,
      files as Record<string, string>,
    );
    const scan = await scanConfig(accountHome({ environment: { HOME: folder }, configFile: config }));
    expect(vsCodeList('me@w1.gitpod.remote', scan)).toEqual({ state, file: file === null ? null : `${folder}/${file}`, line });
  });

  it('is not read beyond the size limit', async () => {
    const { config } = write(`${place.folder}/long`, { config: `#${'a'.repeat(70_000)}\n${ONE}` });
    expect(vsCodeList('w1.gitpod.remote', await scanConfig(accountHome({ environment: {}, configFile: config })))).toBeNull();
  });
});
