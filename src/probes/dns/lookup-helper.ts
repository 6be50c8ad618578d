/**
 * Runs as its own process: calls getaddrinfo and prints the result. getaddrinfo cannot be cancelled, runs two at a time in a default thread
 * pool, and delays the end of a process; the main process can kill this one. One JSON line per query, one per answer.
 */
import { lookup } from 'node:dns';
import { createInterface } from 'node:readline';
import { print } from '../../terminal/gate.ts';

const questions = createInterface({ input: process.stdin });

questions.on('line', (line) => {
  const { id, host } = JSON.parse(line) as { id: number; host: string };
  lookup(host, { all: true, order: 'verbatim' }, (error, found) => {
    const answer = error === null ? { id, found } : { id, error: { code: error.code, errno: error.errno, syscall: error.syscall } };
    print(JSON.stringify(answer));
  });
});

// The parent is gone. An ordinary exit would wait for the threads inside getaddrinfo.
questions.on('close', () => process.kill(process.pid, 'SIGKILL'));
