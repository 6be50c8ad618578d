import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { smallHeapFlags } from './heap.ts';

test('Node starts with the flags for a small heap and prints no warning', () => {
  const { status, stderr } = spawnSync(process.execPath, [...smallHeapFlags(), '-e', '']);
  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
});
