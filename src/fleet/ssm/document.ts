/** A document of AWS Systems Manager (Command, schema 2.2) that runs `check --compact` on Linux machines. */
import { SSM_PARAMETERS } from './parameters.ts';

const DESCRIPTION =
  'Measures from each machine what Gitpod (Ona) needs to reach, and prints one line that gitpod-doctor fleet collect reads. It changes nothing. ' +
  'The exit status is 0 where every requirement that counts is met, 1 where one is not, 3 where one is inconclusive, so the status of a machine may be Failed: ' +
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

/** The document's script, for any POSIX shell. Its exit status is the program's; errors before the program starts give 2 or 4. */
const SSM_SCRIPT: readonly string[] = [
  'set -fu',
  // A list comes as JSON; its items contain no character that needs quoting.
  `items() { printf '%s' "$1" | tr -d '[]" ' | tr ',' ' '; }`,
  `stop() { printf '%s\\n' "$2" >&2; exit "$1"; }`,
  // Without this trap a terminated shell skips its EXIT handler.
  `trap 'exit 143' TERM INT HUP`,
  // This comes first, because the download needs the proxies too.
  "variables='{{ EnvironmentFile }}'",
  'if [ -n "$variables" ]; then',
  '  [ -r "$variables" ] || stop 4 "$variables cannot be read."',
  '  for name in HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY http_proxy https_proxy no_proxy all_proxy; do',
  '    value=$(sed -n "s/^\\(export  *\\)*$name=//p" "$variables" | tail -n 1)',
  `    value=\${value#[\\"\\']}`,
  `    value=\${value%[\\"\\']}`,
  '    [ -z "$value" ] || export "$name=$value"',
  '  done',
  'fi',
  "program='{{ Program }}'",
  "source='{{ Source }}'",
  'if [ -n "$source" ]; then',
  `  [ -n '{{ Sha256 }}' ] || stop 2 'Source needs Sha256.'`,
  // Hardened images mount /tmp with noexec, so a folder is taken only if a file in it can be started.
  '  folder=',
  '  trap \'[ -z "$folder" ] || rm -rf "$folder"\' EXIT',
  `  for base in "\${TMPDIR:-/tmp}" /var/lib /opt /root; do`,
  '    folder=$(mktemp -d "$base/gitpod-doctor.XXXXXX" 2>/dev/null) || { folder=; continue; }',
  '    printf \'#!/bin/sh\\n\' >"$folder/try" && chmod 700 "$folder/try" && "$folder/try" 2>/dev/null && break',
  '    rm -rf "$folder"; folder=',
  '  done',
  `  [ -n "$folder" ] || stop 4 'There is no folder in which a program can be started: /tmp, /var/lib, /opt and /root were tried.'`,
  '  case $(uname -m) in aarch64|arm64) arch=arm64 ;; *) arch=x64 ;; esac',
  `  source=$(printf '%s' "$source" | sed "s/{arch}/$arch/g")`,
  '  program="$folder/gitpod-doctor"',
  '  case $source in',
  '    s3://*) aws s3 cp --only-show-errors "$source" "$program" >&2 ;;',
  `    *) curl -fsSL --proto '=https' --max-time 300 -o "$program" "$source" ;;`,
  `  esac || stop 4 'The program cannot be downloaded.'`,
  '  sum=$(sha256sum <"$program" | cut -c 1-64)',
  `  case ,'{{ Sha256 }}', in *",$sum,"*) ;; *) stop 4 'What was downloaded does not have that SHA-256.' ;; esac`,
  '  chmod 700 "$program"',
  'fi',
  '[ -f "$program" ] || stop 4 "There is no program at $program."',
  'set -- check',
  `for area in $(items '{{ Areas }}'); do [ "$area" = all ] || set -- "$@" "$area"; done`,
  `for region in $(items '{{ Regions }}'); do [ "$region" = detect ] || set -- "$@" --region "$region"; done`,
  `[ '{{ From }}' = detect ] || set -- "$@" --from '{{ From }}'`,
  `[ '{{ Runner }}' = unknown ] || set -- "$@" --runner '{{ Runner }}'`,
  `[ -z '{{ Account }}' ] || set -- "$@" --account '{{ Account }}'`,
  `[ -z '{{ Profile }}' ] || set -- "$@" --profile '{{ Profile }}'`,
  // stderr is dropped, because it shares the engine's size limit with the answer.
  `set -- "$@" --timeout '{{ Timeout }}' --deadline '{{ Deadline }}' --compact --quiet --no-store`,
  'case $program in',
  '  *.js) node "$program" "$@" ;;',
  '  *) "$program" "$@" ;;',
  'esac',
  'exit $?',
];
