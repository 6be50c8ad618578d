/**
 * Runs as its own process: estimates ssh's settings for a name from files if no ssh is installed. The npm package ssh-config turns patterns
 * into regular expressions that may never finish, so the parent process ends this one at its deadline.
 */
import { text } from 'node:stream/consumers';
import { print } from '../../terminal/gate.ts';
import { type EstimateInput, estimateConfig } from './computed.ts';

print(JSON.stringify(estimateConfig(JSON.parse(await text(process.stdin)) as EstimateInput)));
