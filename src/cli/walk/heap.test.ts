import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { smallHeapFlags } from './heap.ts';

test('this Node starts with the flags for a small heap and prints nothing', () => {
  const { status, stderr } = spawnSync(process.execPath, [...smallHeapFlags(), '-e', '']);
  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
});
