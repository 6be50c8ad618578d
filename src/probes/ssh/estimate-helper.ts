/**
 * Runs as a process of its own: estimates from files what ssh would make of a name, where no ssh is installed. The npm package ssh-config
 * turns patterns into regular expressions that can take for ever, so the parent process ends this one when its time is over.
 */
import { text } from 'node:stream/consumers';
import { print } from '../../terminal/gate.ts';
import { computed, type FilesToEstimate } from './computed.ts';

print(JSON.stringify(computed(JSON.parse(await text(process.stdin)) as FilesToEstimate)));
