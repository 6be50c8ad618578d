/** The checksums over the lines of a partial collection, which reveal damage and identify the collection. */
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

export function partialCollectionId({ lines, characters, sum }: PartialEnd): string {
  return `${lines}-${characters}-${sum}`;
}
