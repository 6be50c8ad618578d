/** The files of the customer's machine: its own /etc and home folder, and none of the lab's machine. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ETC } from './namespaces.ts';
import { resolversOf } from './resolver.ts';
import type { LabScenario } from './scenario.ts';
import { STUB } from './shapes.ts';

export async function furnish(namespace: string, home: string, scenario: LabScenario): Promise<void> {
  const { hostsFile = {}, files = {} } = scenario;
  const hosts = { localhost: '127.0.0.1', ...hostsFile };
  await writeAll(join(ETC, namespace), {
    'resolv.conf': [
      ...(scenario.stubResolver ? [STUB] : Object.keys(resolversOf(scenario))).map((address) => `nameserver ${address}\n`),
      ...(scenario.search === undefined ? [] : [`search ${scenario.search}\n`]),
    ].join(''),
    hosts: Object.entries(hosts)
      .map(([name, address]) => `${address} ${name}\n`)
      .join(''),
    // Programs look here for the home folder of their user. A login helper is a squid, which gives up root.
    passwd: `root:x:0:0:root:${home}:/bin/sh\n${scenario.kerberos?.helper ? 'proxy:x:13:13:proxy:/:/bin/false\n' : ''}`,
  });
  await writeAll(home, files);
}

async function writeAll(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await makeFolder(dirname(path));
    await writeFile(path, content);
  }
}

/** Another lab removes the shared folder when it is empty, which can happen at the same time. */
async function makeFolder(path: string, tries = 5): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' || tries === 0) throw error;
    return makeFolder(path, tries - 1);
  });
}
