/**
 * Substitutes for `aws` and `kubectl` in the scripts of recipes. Each call is logged. If the real AWS CLI is installed, it parses the same
 * arguments first, with an address at which nothing answers: it refuses arguments that do not fit its models before it connects.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const REAL_AWS = ['/usr/bin/aws', '/usr/local/bin/aws'].find((path) => spawnSync(path, ['--version']).status === 0) ?? null;

const CHECKED = `
case "$1" in ssm|ecs|logs)
  if [ -n "$REAL_AWS" ]; then
    AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_MAX_ATTEMPTS=1 AWS_DEFAULT_REGION=eu-west-1 "$REAL_AWS" "$@" --endpoint-url http://127.0.0.1:9 >"$STUB/said" 2>&1
    grep -q 'Could not connect\\|Waiter .* failed' "$STUB/said" || cat "$STUB/said" >>"$STUB/refused"
  fi ;;
esac`;

const AWS = `#!/bin/sh
printf '%s\\n' "$*" >>"$STUB/calls"${CHECKED}
place_of() { printf '%s' "$1" | sed "s|^s3://|$STUB/s3/|"; }
case "$1 $2" in
  's3 cp')
    [ "$4" != --recursive ] || { mkdir -p "$(place_of "$6")"; cp "$5"/* "$(place_of "$6")"; exit; }
    mkdir -p "$(dirname "$(place_of "$5")")"; cp "$(place_of "$4")" "$(place_of "$5")" ;;
  's3 sync') cp -r "$(place_of "$4")/." "$5" ;;
  'ssm describe-document') [ -e "$STUB/documents/$4" ] ;;
  'ssm create-document') mkdir -p "$STUB/documents"; cp "\${8#file://}" "$STUB/documents/$4" 2>/dev/null || : >"$STUB/documents/$4" ;;
  'ssm send-command') while [ "$1" != --parameters ]; do shift; done; printf '%s' "$2" >"$STUB/parameters"; echo 6c1b7a2e-0000-4000-8000-000000000001 ;;
  'ssm list-commands') if [ -e "$STUB/done" ]; then echo Success; else echo InProgress; fi ;;
  'ssm list-command-invocations') cat "$STUB/invocations.json" ;;
  'logs create-log-group') echo ResourceAlreadyExistsException >&2; exit 254 ;;
  'ecs register-task-definition') printf '%s' "$4" >"$STUB/task"; echo arn:aws:ecs:task-definition/gitpod-doctor:1 ;;
  'ecs run-task')
    subnet=$(printf '%s' "$*" | sed 's/.*"PLACE","value":"\\([^"]*\\)".*/\\1/')
    case $subnet in *full) printf 'None\\tRESOURCE:ENI\\n'; exit ;; esac
    [ "$subnet" = subnet-closed ] || PLACE=$subnet sh "$IMAGE_FOLDER/check.sh" >"$STUB/log-$subnet"
    printf 'arn:aws:ecs:task/%s\\tNone\\n' "$subnet" ;;
  'ecs wait') ;;
  'ecs describe-tasks') printf '{"InstanceId": "subnet-closed", "Status": "CannotPullContainerError", "StandardOutputContent": ""}' ;;
  'logs get-log-events') cat "$STUB/log-\${6##*/}" ;;
esac
`;

const KUBECTL = `#!/bin/sh
printf '%s\\n' "$*" >>"$STUB/calls"
[ "$1" != --namespace ] || shift 2
case "$1" in
  create) cat >"$STUB/manifest" ;;
  rollout) exit 1 ;;
  get) printf 'gitpod-doctor-a node-1\\ngitpod-doctor-b node-2\\n' ;;
  logs) if [ "$2" = gitpod-doctor-a ]; then PLACE=node-1 sh "$IMAGE_FOLDER/check.sh" || :; else echo 'container is waiting to start' >&2; exit 1; fi ;;
esac
`;

export interface StandIns {
  folder: string;
  env: Record<string, string>;
  calls: () => string[];
  /** The arguments that the real AWS CLI refused. */
  refused: () => string;
  read: (name: string) => string;
}

export function standIns(folder: string): StandIns {
  const tools = join(folder, 'tools');
  mkdirSync(tools, { recursive: true });
  for (const [name, text] of [
    ['aws', AWS],
    ['kubectl', KUBECTL],
  ] as const)
    writeFileSync(join(tools, name), text, { mode: 0o755 });
  const read = (name: string) => execFileSync('sh', ['-c', 'cat "$1" 2>/dev/null || :', 'sh', join(folder, name)], { encoding: 'utf8' });
  return {
    folder,
    env: { PATH: `${tools}:${process.env['PATH'] ?? ''}`, STUB: folder, REAL_AWS: REAL_AWS ?? '' },
    calls: () => readFileSync(join(folder, 'calls'), 'utf8').split('\n'),
    refused: () => read('refused'),
    read,
  };
}
