/** The questions, in the order of a session. `answers.ts` defines how an answer changes the profile. */
import { SYMPTOMS } from '../model/profile-words.ts';
import { answer, finding, message, UNUSABLE_CREDENTIALS } from './guards.ts';
import type { AnswerValues, QuestionStep, Route } from './step.ts';
import type { QuestionId } from './step-ids.ts';

/** True if the runner has a domain of its own. */
export const LATER_RUNNER = answer('runner', 'aws-runner-2026', 'gcp-runner-2026');

/** The first step for a symptom. Other symptoms first need the kind of runner. */
const WAYS_OF_SYMPTOMS: readonly Route[] = [
  // For a runner that is known to be a later edition, because browsers and editors connect to its domain.
  { when: [answer('symptom', 'browser', 'vscode', 'jetbrains'), LATER_RUNNER], to: 'runner-domain' },
  { when: [answer('symptom', 'browser')], to: 'host' },
  { when: [answer('symptom', 'vscode', 'jetbrains')], to: 'proxy' },
  { when: [answer('symptom', 'ssh')], to: 'ssh-alias' },
  { when: [answer('symptom', 'ami')], to: 'region' },
];

/** Why the questions and checks about AWS are skipped. */
export const ON_GCP = { when: [answer('runner', 'gcp-runner-2026')], because: 'A GCP runner does not use AWS.' };

export const WITHOUT_SSH = answer('symptom', ...SYMPTOMS.filter((symptom) => symptom !== 'ssh'));

/** The properties that each question defines itself. A question without `routes` always leads to `otherwise`. */
type Asked<Value extends string, Given extends keyof QuestionStep> = Omit<
  QuestionStep<Value>,
  'kind' | 'input' | 'hint' | 'routes' | Given
> &
  Partial<Pick<QuestionStep, 'hint' | 'routes'>>;

function choice<Value extends string>(asked: Asked<Value, never>): QuestionStep<Value> {
  return { kind: 'ask', input: 'choice', hint: null, routes: [], ...asked };
}

function typed(asked: Asked<'', 'choices' | 'unanswered'>): QuestionStep<''> {
  return { kind: 'ask', input: 'text', choices: [], unanswered: '', hint: null, routes: [], ...asked };
}

export const QUESTION_STEPS = {
  where: choice({
    title: 'Start',
    question: 'Which machine are you on?',
    choices: [
      { value: 'laptop', label: 'A laptop or desktop' },
      { value: 'runner', label: 'The runner, or a machine in its subnet' },
      { value: 'environment', label: 'A development environment' },
      { value: 'unsure', label: 'Not sure', hint: 'The requirements of every place count' },
    ],
    hint: 'Some failures can be seen only from the network of the runner.',
    flag: '--from',
    unanswered: 'unsure',
    otherwise: 'symptom',
  }),
  symptom: choice({
    title: 'Symptom',
    question: 'What is going wrong?',
    choices: [
      { value: 'browser', label: 'The browser cannot open Gitpod, or sign-in loops' },
      { value: 'runner-offline', label: 'The runner is offline, or its stack will not deploy' },
      { value: 'environment-start', label: 'An environment will not start' },
      { value: 'vscode', label: 'VS Code will not connect or install extensions' },
      { value: 'jetbrains', label: 'JetBrains will not download or connect' },
      {
        value: 'ssh',
        label: 'ssh cannot reach an alias, or cannot find it',
        hint: 'A name that ends in .gitpod.environment or .gitpod.remote',
      },
      { value: 'ami', label: 'AWS refuses to launch the image (AMI)' },
      { value: 'error-message', label: 'There is an error message' },
      { value: 'whole-list', label: 'Nothing is broken yet: check the whole list' },
    ],
    flag: '--symptom',
    unanswered: 'whole-list',
    preset: 'browser',
    routes: [...WAYS_OF_SYMPTOMS, { when: [answer('symptom', 'error-message')], to: 'error-message' }],
    otherwise: 'runner',
  }),
  /** A recognised message also answers the question about the symptom. Its text is not stored. */
  'error-message': typed({
    title: 'Message',
    question: 'What does the message say?',
    hint: 'Paste the whole message, or name the file or folder that contains it. The message is not stored. AWS shows it in CloudFormation (events of the stack) and CloudWatch Logs (runner).',
    flag: '--error',
    routes: [{ when: [message('revocation-unreachable')], to: 'revocation-servers' }, ...WAYS_OF_SYMPTOMS],
    otherwise: 'runner',
  }),
  /** Only a message about revocation leads here, because most programs do not contact revocation servers. */
  'revocation-servers': choice({
    title: 'Revocation',
    question: 'May gitpod-doctor contact revocation servers that certificates name?',
    choices: [
      { value: 'no', label: 'No', hint: 'It is then not known whether the servers answer from here' },
      {
        value: 'yes',
        label: 'Yes, test whether the servers answer',
        hint: 'One request without TLS to each server, on port 80; no request names a certificate',
      },
    ],
    hint: 'The message mentions revocation servers, which the requirements do not list.',
    flag: '--yes-to revocation',
    unanswered: 'no',
    routes: WAYS_OF_SYMPTOMS,
    otherwise: 'runner',
  }),
  runner: choice({
    title: 'Runner kind',
    question: 'Which kind of runner is it?',
    choices: [
      { value: 'standard', label: 'Standard', hint: 'Its stack is from gitpod-ec2-runner.json. It cannot use an HTTP proxy.' },
      { value: 'enterprise', label: 'Enterprise', hint: 'Its stack is from gitpod-ec2-runner-enterprise.json. It can use an HTTP proxy.' },
      { value: 'aws-runner-2026', label: 'AWS runner of 2026', hint: 'Runs on Fargate and has its own domain' },
      { value: 'gcp-runner-2026', label: 'GCP runner', hint: 'Runs on Google Cloud and has its own domain' },
      { value: 'unsure', label: 'Not sure' },
    ],
    flag: '--runner',
    unanswered: 'unsure',
    routes: [
      { when: [LATER_RUNNER], to: 'runner-domain' },
      { when: [answer('runner', 'unsure')], to: 'installation' },
    ],
    otherwise: 'region',
  }),
  /** Only the signs of the installation are stored, not the text. */
  installation: typed({
    title: 'Installation',
    question: 'What does the configuration of the runner say?',
    hint: 'Paste the outputs of its stack (CloudFormation or Terraform), its task definition, or its configuration. Only the lines that show the kind of runner are kept. Leave this empty if you have none.',
    flag: '--edition-from',
    routes: [{ when: [LATER_RUNNER], to: 'runner-domain' }],
    otherwise: 'region',
  }),
  'runner-domain': typed({
    title: 'Runner domain',
    question: 'What is the runner’s own domain?',
    hint: 'For example runner.example.com: the name of its certificate and load balancer. Leave this empty if you do not know it.',
    flag: '--runner-domain',
    routes: [
      { when: [answer('symptom', 'browser')], to: 'host' },
      { when: [answer('symptom', 'vscode', 'jetbrains')], to: 'proxy' },
    ],
    otherwise: 'region',
  }),
  region: typed({
    title: 'Region',
    question: 'Which AWS region does the runner use?',
    hint: 'For example us-east-1; separate several with commas. Leave this empty if you do not know the region: regional addresses are then not checked.',
    flag: '--region',
    skip: [ON_GCP],
    routes: [{ when: [answer('symptom', 'ami')], to: 'image-access' }],
    otherwise: 'account',
  }),
  account: typed({
    title: 'Account',
    question: 'Which AWS account does the runner use?',
    hint: 'Twelve digits, which are part of the private registry’s address (ECR). Leave this empty if you do not know them.',
    flag: '--account',
    skip: [ON_GCP, { when: [answer('region', '')], because: 'The account is only needed together with a region.' }],
    routes: [
      { when: [answer('symptom', 'runner-offline')], to: 'proxy' },
      { when: [answer('symptom', 'environment-start')], to: 'releases' },
    ],
    otherwise: 'ide',
  }),
  ide: choice({
    title: 'Editor',
    question: 'Which editor do you use with the environments?',
    choices: [
      { value: 'vscode', label: 'VS Code' },
      { value: 'jetbrains', label: 'JetBrains' },
      { value: 'both', label: 'Both' },
      { value: 'none', label: 'Neither', hint: 'Only the browser, or plain ssh' },
      { value: 'unsure', label: 'Not sure', hint: 'Both editors are checked; failed checks stay inconclusive until you answer this' },
    ],
    flag: '--ide',
    unanswered: 'unsure',
    otherwise: 'host',
  }),
  'scm-address': typed({
    title: 'Source control',
    question: 'Where does the source code live?',
    hint: 'For example https://github.com; separate several with commas. Leave this empty to skip it.',
    flag: '--scm',
    otherwise: 'sso-address',
  }),
  'sso-address': typed({
    title: 'Sign-in',
    question: 'Where do people sign in?',
    hint: 'The address of the single sign-on provider, for example https://example.okta.com. Leave this empty to skip it.',
    flag: '--sso',
    otherwise: 'scm',
  }),
  'image-access': choice({
    title: 'AWS look-up',
    question: 'May gitpod-doctor use the AWS credentials here to check the images?',
    choices: [
      {
        value: 'credentials',
        label: 'Yes, but only to read',
        hint: 'Asks AWS for the identity of the credentials, the Allowed AMIs setting and the images’ details',
      },
      {
        value: 'launch',
        label: 'Yes, and also try a launch that starts nothing',
        hint: 'This is the dry run of EC2. It checks permissions and launches no instance.',
      },
      {
        value: 'unsure',
        label: 'No, or this machine has no credentials',
        hint: 'The next question asks for output from a user who has credentials',
      },
    ],
    hint: 'Without your consent, nothing is sent to AWS.',
    flag: '--yes-to aws',
    unanswered: 'unsure',
    otherwise: 'image-printout',
  }),
  /** An administrator's printout gives the same diagnosis as credentials. */
  'image-printout': typed({
    title: 'AWS printout',
    question: 'What is the output of the AWS administrator’s commands?',
    hint: 'Paste the JSON of aws ec2 get-allowed-images-settings or describe-images. “gitpod-doctor explain GD701” shows the commands to send. Leave this empty to skip the images.',
    flag: '--allowed-images',
    skip: [{ when: [answer('image-access', 'credentials', 'launch')], because: 'AWS is asked with the credentials of this machine.' }],
    otherwise: 'ami',
  }),
  /** Asked after the screen has shown the commands that print the output. */
  'image-reply': typed({
    title: 'AWS reply',
    question: 'What is the output of the AWS administrator’s commands?',
    hint: 'Paste the JSON of one command, or of both commands, one after the other. Leave this empty to skip the images; the bundle then contains the text for the administrator.',
    flag: '--allowed-images',
    routes: [
      ...UNUSABLE_CREDENTIALS.map((name) => ({ when: [finding(name)], to: 'ami' as const, again: true as const })),
      { when: [answer('symptom', 'runner-offline', 'environment-start', 'ami')], to: 'finish' },
    ],
    otherwise: 'ssh-alias',
  }),
  'ssh-alias': typed({
    title: 'Alias',
    question: 'Which SSH alias should be checked?',
    hint: 'The name that you type after ssh, for example <id>.gitpod.environment. Leave this empty to check all Gitpod entries.',
    flag: '--ssh-alias',
    skip: [{ when: [WITHOUT_SSH], because: 'This question is asked only if ssh is the problem.' }],
    otherwise: 'ssh',
  }),
  /** Asked only if the configuration and the port do not show the cause. */
  'ssh-connect': choice({
    title: 'Connect',
    question: 'May ssh connect once, to see where it fails?',
    choices: [
      {
        value: 'no',
        label: 'No, only read the configuration',
        hint: 'Checks configuration, connection and host key. Does not log in, and runs none of your programs.',
      },
      { value: 'yes', label: 'Yes, connect once', hint: 'Runs the proxy command and logs in, as ssh does' },
    ],
    hint: 'The connection may start a stopped environment, and it uses your key.',
    flag: '--yes-to ssh-connect',
    unanswered: 'no',
    routes: [{ when: [answer('ssh-connect', 'yes')], to: 'ssh', again: true }],
    otherwise: 'finish',
  }),
} satisfies { [Id in QuestionId]: QuestionStep<AnswerValues[Id]> };
