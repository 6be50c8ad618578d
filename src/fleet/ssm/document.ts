/** A document of AWS Systems Manager (Command, schema 2.2) that runs `check --compact` on Linux machines. */
import { SSM_PARAMETERS } from './parameters.ts';
import { SSM_SCRIPT } from './script.ts';

const DESCRIPTION =
  'Measures from each machine what Gitpod (Ona) needs to reach, and prints one line that gitpod-doctor fleet collect reads. It changes nothing. ' +
  'The exit status is 0 where every requirement that counts is met, 1 where one is not, 3 where one is open, so the status of a machine may be Failed: ' +
  'send the command with --max-errors 100%, or it stops at the first. Answers of list-command-invocations are cut at 2500 characters: ' +
  'collect the output in S3 (--output-s3-bucket-name) or get-command-invocation.';

export function ssmDocument() {
  return {
    schemaVersion: '2.2',
    description: DESCRIPTION,
    parameters: SSM_PARAMETERS,
    mainSteps: [
      {
        action: 'aws:runShellScript',
        name: 'gitpodDoctor',
        precondition: { StringEquals: ['platformType', 'Linux'] },
        inputs: { timeoutSeconds: '{{ ExecutionTimeout }}', runCommand: SSM_SCRIPT },
      },
    ],
  };
}
