/** CI: each of your build machines measures in a job of its own, and a last job collects the results. For GitHub Actions and GitLab. */
import { checkFiles } from './check-script.ts';
import { type Recipe, type RecipeInput, SCRIPT_START } from './recipe.ts';

export function ciRecipe(input: RecipeInput): Recipe {
  return {
    files: [
      ...checkFiles(input, 'gitpod-doctor/'),
      { path: 'gitpod-doctor/fetch.sh', text: FETCH },
      { path: '.github/workflows/gitpod-doctor.yml', text: GITHUB },
      { path: 'gitpod-doctor/gitlab-ci.yml', text: GITLAB },
    ],
    next: 'commit these files to the root of a repository; the first lines of gitpod-doctor.yml and gitlab-ci.yml say what to set',
  };
}

const FETCH = `#!/bin/sh
# Downloads the program for this machine beside this file, and checks it.
# GITPOD_DOCTOR_SOURCE  https address; {arch} becomes x64 or arm64
# GITPOD_DOCTOR_SHA256  its SHA-256; with {arch} those of both files, with a comma between them
${SCRIPT_START}[ -n "\${GITPOD_DOCTOR_SOURCE-}" ] || stop 2 'GITPOD_DOCTOR_SOURCE is not set.'
[ -n "\${GITPOD_DOCTOR_SHA256-}" ] || stop 2 'GITPOD_DOCTOR_SHA256 is not set.'
case $(uname -m) in aarch64 | arm64) arch=arm64 ;; *) arch=x64 ;; esac
source=$(printf '%s' "$GITPOD_DOCTOR_SOURCE" | sed "s/{arch}/$arch/g")
curl -fsSL --proto '=https' --max-time 300 -o "$here/gitpod-doctor" "$source" || stop 4 'The program cannot be downloaded.'
sum=$(sha256sum <"$here/gitpod-doctor" | cut -c 1-64)
case ,$GITPOD_DOCTOR_SHA256, in *",$sum,"*) ;; *) rm "$here/gitpod-doctor"; stop 4 'What was downloaded does not have that SHA-256.' ;; esac
chmod 700 "$here/gitpod-doctor"
`;

const GITHUB = `# Started by hand, with the labels of your own runners, one measurement for each.
# Set as variables of the repository (Settings, Secrets and variables, Actions, Variables):
#   GITPOD_DOCTOR_SOURCE  https address of the program; {arch} becomes x64 or arm64
#   GITPOD_DOCTOR_SHA256  SHA-256 of both files, with a comma between them
name: gitpod-doctor
on:
  workflow_dispatch:
    inputs:
      runners:
        description: Labels of the runners that measure, as a JSON list
        required: true
        default: '["self-hosted"]'
permissions:
  contents: read
env:
  GITPOD_DOCTOR_SOURCE: \${{ vars.GITPOD_DOCTOR_SOURCE }}
  GITPOD_DOCTOR_SHA256: \${{ vars.GITPOD_DOCTOR_SHA256 }}
jobs:
  measure:
    strategy:
      fail-fast: false
      matrix:
        runner: \${{ fromJSON(inputs.runners) }}
    runs-on: \${{ matrix.runner }}
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
      - run: sh gitpod-doctor/fetch.sh
      - name: Measure
        # 1 and 3 are results too.
        run: |
          code=0
          sh gitpod-doctor/check.sh >"result-$JOB_INDEX.txt" || code=$?
          case $code in 0|1|3) ;; *) exit "$code" ;; esac
        env:
          PLACE: \${{ matrix.runner }}/\${{ runner.name }}
          JOB_INDEX: \${{ strategy.job-index }}
      - uses: actions/upload-artifact@v4
        with:
          name: gitpod-doctor-\${{ strategy.job-index }}
          path: result-\${{ strategy.job-index }}.txt
  collect:
    needs: measure
    if: \${{ !cancelled() }}
    runs-on: \${{ fromJSON(inputs.runners)[0] }}
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
      - run: sh gitpod-doctor/fetch.sh
      - uses: actions/download-artifact@v4
        with:
          path: results
          pattern: gitpod-doctor-*
      - name: Put the results together
        run: gitpod-doctor/gitpod-doctor fleet collect results --markdown >>"$GITHUB_STEP_SUMMARY"
`;

const GITLAB = `# Include it from .gitlab-ci.yml:
#   include:
#     - local: gitpod-doctor/gitlab-ci.yml
# and write the tags of your own runners below, one measurement for each. The jobs run where a pipeline is started with GITPOD_DOCTOR=run.
# Set as variables of the project (Settings, CI/CD, Variables):
#   GITPOD_DOCTOR_SOURCE  https address of the program; {arch} becomes x64 or arm64
#   GITPOD_DOCTOR_SHA256  SHA-256 of both files, with a comma between them
gitpod-doctor-measure:
  stage: test
  rules:
    - if: $GITPOD_DOCTOR == "run"
  allow_failure: true
  timeout: 10 minutes
  parallel:
    matrix:
      - RUNNER: [linux, arm]
  tags:
    - $RUNNER
  script:
    - sh gitpod-doctor/fetch.sh
    # 1 and 3 are results too.
    - export PLACE="$RUNNER/$CI_RUNNER_DESCRIPTION"
    - code=0; sh gitpod-doctor/check.sh >"result-$RUNNER.txt" || code=$?
    - case $code in 0|1|3) ;; *) exit "$code" ;; esac
  artifacts:
    name: gitpod-doctor-$RUNNER
    when: always
    paths:
      - result-*.txt

gitpod-doctor-collect:
  stage: .post
  needs:
    - job: gitpod-doctor-measure
      artifacts: true
  rules:
    - if: $GITPOD_DOCTOR == "run"
      when: always
  timeout: 10 minutes
  tags:
    - linux
  script:
    - sh gitpod-doctor/fetch.sh
    - gitpod-doctor/gitpod-doctor fleet collect result-*.txt
`;
