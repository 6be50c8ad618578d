/** Loaded before the program (`NODE_OPTIONS`): once the file of `SPIN_WHEN` exists, the main thread hangs. */
import { existsSync, readFileSync } from 'node:fs';

const { SPIN_WHEN = '', SPIN_HOW = '', GITPOD_DOCTOR_WATCHED } = process.env;

const HOW = {
  loop() {
    for (;;);
  },
  microtasks() {
    const again = () => queueMicrotask(again);
    again();
  },
  'a pipe without a writer'() {
    readFileSync(`${SPIN_WHEN}.pipe`);
  },
};

// In the program only, not in its watchdog.
if (GITPOD_DOCTOR_WATCHED !== undefined)
  setInterval(() => {
    if (existsSync(SPIN_WHEN)) HOW[SPIN_HOW]();
  }, 20).unref();
