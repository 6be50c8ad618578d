/** The present terminal: its size and what it supports. */
import { homedir, hostname } from 'node:os';
import type { Size } from '../../app/screens/too-small.ts';
import type { Appearance } from '../components/appearance.ts';
import { isColoured, usesAsciiOnly } from '../theme/support.ts';
import { fileLinks } from './links.ts';

export interface DrawingOptions {
  /** Only ASCII characters are drawn. */
  ascii?: boolean;
  /** No colour is used, whatever the terminal supports. */
  noColor?: boolean;
  stdout?: NodeJS.WriteStream;
  platform?: NodeJS.Platform;
}

export function appearanceOf(options: DrawingOptions): Appearance {
  return {
    coloured: isColoured(process.env, options.noColor === true),
    ascii: usesAsciiOnly(options.ascii === true, process.env, options.platform),
    fileLink: fileLinks({ environment: process.env, hostname: hostname(), home: homedir() }),
  };
}

/** The Windows console clears a frame of full height on every change, so one line stays free there. */
export function sizeOf(stdout: NodeJS.WriteStream, platform: NodeJS.Platform): Size {
  const rows = stdout.rows > 0 ? stdout.rows : 24;
  return { columns: stdout.columns > 0 ? stdout.columns : 80, rows: platform === 'win32' ? Math.max(1, rows - 1) : rows };
}
