/** `--allowed-images FILE|-` and `--images FILE|-`: the AWS CLI output of an administrator replaces AWS calls. */

import { decodeText } from '../../files/decode-text.ts';
import { readAllowedImagesSettings, readImages } from '../../knowledge/allowed-images/read.ts';
import { printoutCommands } from '../../knowledge/allowed-images/write.ts';
import type { PastedImageAccess } from '../../model/aws/pasted-images.ts';
import { type Command, shellOf } from '../../model/command/index.ts';
import { parsedJson } from '../../model/parsed-json.ts';
import { writeCommand } from '../../shells/index.ts';
import type { Flags } from '../arguments/flags.ts';
import { fileError, usageError } from '../arguments/usage.ts';
import { readNamedFile } from './named-file.ts';

/** A region has thousands of public images; a complete list is still accepted. */
const READ_LIMIT = 64 * 1024 * 1024;

/** Null without the flags. A file of another kind gives one line, the command that prints the right one, and exit status 4. */
export async function readPastedImages(flags: Flags): Promise<PastedImageAccess | null> {
  const { 'allowed-images': settings, images } = flags;
  if (settings === undefined && images === undefined) return null;
  if (settings === '-' && images === '-')
    throw usageError(
      'Only one of --allowed-images and --images can be read from standard input.',
      'Try: --allowed-images - --images images.json',
    );
  const commands = printoutCommands(flags.region?.[0] ?? '<region>');
  return {
    settings: settings === undefined ? null : await read('--allowed-images', settings, readAllowedImagesSettings, commands.settings),
    images: images === undefined ? null : await read('--images', images, readImages, commands.images),
  };
}

async function read<T>(flag: string, path: string, reader: (value: unknown) => T | null, command: Command): Promise<T> {
  const text = path === '-' ? await fromStandardInput(flag) : await readNamedFile(path, READ_LIMIT);
  const value = reader(parsedJson(text));
  if (value === null)
    throw fileError(
      `The text from ${flag} is not the output of that command.`,
      `This command prints it: ${writeCommand(command, shellOf(process.platform))}`,
    );
  return value;
}

export async function fromStandardInput(flag: string): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of process.stdin as AsyncIterable<Buffer>) {
    pieces.push(piece);
    length += piece.length;
    if (length > READ_LIMIT) throw fileError(`The text from ${flag} is larger than ${READ_LIMIT / 1024 / 1024} MiB.`);
  }
  return decodeText(Buffer.concat(pieces));
}
