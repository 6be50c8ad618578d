/** Puts the blob into a Node binary, with the tool that Node's own documentation names. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { FUSE, Unusable } from './node-binary.ts';

const POSTJECT = fileURLToPath(import.meta.resolve('postject/dist/cli.js'));

/** A separate process, because the tool prints remarks on ELF sections that need no action. They are shown if it fails. */
export function inject(binary: string, blob: string): void {
  const args = [POSTJECT, binary, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', FUSE, '--macho-segment-name', 'NODE_SEA'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Unusable(`the program could not be put into ${binary}:\n${stdout}${stderr}`);
}
