/**
 * Runs as a process of its own: asks getaddrinfo and prints what it said. getaddrinfo cannot be cancelled, runs two
 * at a time in a default thread pool and is waited for when a process ends; here none of that can delay the doctor,
 * which kills this process when it is done. One JSON line per question, one per answer.
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

// The parent is gone. An ordinary exit would wait for the threads that are still inside getaddrinfo.
questions.on('close', () => process.kill(process.pid, 'SIGKILL'));
