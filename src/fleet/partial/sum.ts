/** The sums over the lines of a partial, by which damage is noticed and the same partial recognised. */
import { crc32 } from 'node:zlib';
import type { PartialEnd } from '../../model/fleet-partial.ts';

export function createPartialSum() {
  let [lines, characters, sum] = [0, 0, 0];
  return {
    add(text: string): void {
      lines++;
      characters += text.length;
      sum = crc32(`${text}\n`, sum);
    },
    end: (): PartialEnd => ({ lines, characters, sum: sum.toString(16).padStart(8, '0') }),
  };
}

export function partialId({ lines, characters, sum }: PartialEnd): string {
  return `${lines}-${characters}-${sum}`;
}
