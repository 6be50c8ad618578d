/** The standalone build: the Node binaries that it accepts, and its messages about others. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { FUSE, readNodeBinary } from '../../scripts/standalone/node-binary.ts';
import { newFolder } from '../support/program.ts';
import { STANDALONE_SCRIPT, told } from '../support/standalone.ts';

const folder = newFolder('binaries');
const RELEASE = 'https://nodejs.org/download/release/v24.21.0/node-v24.21.0.tar.gz';

function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The first bytes of an executable of a platform, followed by what Node's own executable contains. */
function binary(name: string, header: Buffer, ...texts: string[]): string {
  return file(name, Buffer.concat([header, Buffer.from(`\0${texts.join('\0')}\0`)]));
}

function header(size: number, ...numbers: [at: number, value: number, bytes: 2 | 4][]): Buffer {
  const bytes = Buffer.alloc(size);
  for (const [at, value, length] of numbers) bytes.writeUIntLE(value, at, length);
  return bytes;
}

const ELF_X64 = header(64, [0, 0x464c457f, 4], [18, 0x3e, 2]);
const ELF_ARM64 = header(64, [0, 0x464c457f, 4], [18, 0xb7, 2]);
const ELF_OTHER = header(64, [0, 0x464c457f, 4], [18, 0xf3, 2]);
const MACH_X64 = header(64, [0, 0xfeedfacf, 4], [4, 0x1000007, 4]);
const MACH_ARM64 = header(64, [0, 0xfeedfacf, 4], [4, 0x100000c, 4]);
const PE_X64 = header(160, [0, 0x5a4d, 2], [60, 128, 4], [128, 0x4550, 4], [132, 0x8664, 2]);
const PE_TORN = header(64, [0, 0x5a4d, 2], [60, 0xfffffff0, 4]);

describe('a Node binary', () => {
  it.each([
    ['linux-x64', ELF_X64],
    ['linux-arm64', ELF_ARM64],
    ['darwin-x64', MACH_X64],
    ['darwin-arm64', MACH_ARM64],
    ['win-x64', PE_X64],
  ])('is recognised without running it: %s', (platform, bytes) => {
    const library = 'https://nodejs.org/download/release/v24.21.0/win-x64/node.lib';
    const release = platform.startsWith('win') ? library : RELEASE;
    expect(readNodeBinary(binary(platform, bytes, `${FUSE}:0`, release))).toMatchObject({ platform, version: 'v24.21.0' });
  });

  it.each([
    ['an empty file', file('empty', ''), 'is no program for'],
    ['a text file', file('text', 'node\n'.repeat(100)), 'is no program for'],
    ['a program for another CPU', binary('other', ELF_OTHER, `${FUSE}:0`, RELEASE), 'is no program for'],
    ['a truncated Windows program', binary('torn', PE_TORN, `${FUSE}:0`, RELEASE), 'is no program for'],
    ['a program that is not Node', binary('not-node', ELF_X64, 'hello'), 'is no Node that can carry a program'],
    ['a Node with an embedded program', binary('used', ELF_X64, `${FUSE}:1`, RELEASE), 'carries a program already'],
    [
      "a distribution's Node, which lacks its release name",
      binary('unnamed', ELF_X64, `${FUSE}:0`),
      'does not say which version of Node it is',
    ],
    ['a folder', folder, 'is not a file'],
    ['a missing file', join(folder, 'none'), 'cannot be read (ENOENT)'],
  ])('is refused without running it when it is %s', (_, path, why) => {
    expect(() => readNodeBinary(path)).toThrow(why);
  });
});

describe.concurrent('a build of the standalone program', () => {
  const program = () => join(inject('builtPackage'), 'dist');
  const built = (...args: string[]) => told([process.execPath, STANDALONE_SCRIPT, ...args]);

  it.each<[string, number, RegExp, () => string[]]>([
    ['another version of Node', 4, /is Node v22\.19\.0; the program is packed for v\d+/, () => ['--node', oldNode()]],
    ['a missing Node', 4, /cannot be read \(ENOENT\)/, () => ['--node', '/no/such/node']],
    ['an unbuilt program', 4, /holds no built program; npm run build/, () => ['--program', folder]],
    [
      'an output folder that is a file',
      4,
      /cannot be written \((ENOTDIR|EEXIST)\)/,
      () => ['--program', program(), '--output', `${file('plain', '')}/x`],
    ],
    ['a folder at the output path', 4, /is not a file; --output/, () => ['--program', program(), '--output', folder]],
    ['a device at the output path', 4, /is not a file; --output/, () => ['--program', program(), '--output', '/dev/null']],
    ['an unknown flag', 2, /'--nose'/, () => ['--nose']],
  ])('exits after one line that gives the reason: %s', { timeout: 240_000 }, async (_, status, line, args) => {
    const ended = await built(...args());
    expect(ended).toMatchObject({ status, stdout: '' });
    expect(ended.stderr.trimEnd()).toMatch(line);
    expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

function oldNode(): string {
  return binary('old', ELF_X64, `${FUSE}:0`, RELEASE.replaceAll('24.21.0', '22.19.0'));
}
