/**
 * The parameters of the document. Agents that do not know `interpolationType` insert values into the script as text, and lists are always
 * inserted. Every pattern therefore excludes characters that a shell interprets, including quotes and dollar signs. The patterns are
 * written for RE2 and match the whole value.
 */
import { AREAS } from '../../model/areas.ts';
import { OPTION_BOUNDS } from '../../model/bounds.ts';
import { REGION_SHAPE } from '../../model/host-syntax.ts';
import { RUNNER_KINDS, VANTAGES } from '../../model/vantage.ts';

export interface SsmParameter {
  type: 'String' | 'StringList';
  description: string;
  default: string | string[];
  allowedValues?: readonly string[];
  allowedPattern?: string;
  maxItems?: number;
  maxChars?: number;
  /** From version 3.3.2746.0 on, the agent passes the value as the variable `SSM_NAME`. Older agents insert it into the script. */
  interpolationType?: 'ENV_VAR';
}

const PATH = '/[A-Za-z0-9._/+-]{1,255}';

export const SSM_PARAMETERS = {
  Program: {
    type: 'String',
    interpolationType: 'ENV_VAR',
    description:
      'Where gitpod-doctor lies on the machine: an executable, or its .js file, which is started with node. Not used with Source.',
    default: '/opt/gitpod-doctor/gitpod-doctor',
    allowedPattern: `^${PATH}$`,
  },
  Source: {
    type: 'String',
    interpolationType: 'ENV_VAR',
    description:
      '(Optional) Where the machine gets the executable: an https URL (curl) or an s3 URI (AWS CLI and the rights of the instance). {arch} becomes x64 or arm64. It goes to a folder of its own, where files may be executed, and is deleted in the end. Needs Sha256.',
    default: '',
    allowedPattern:
      '^(https://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?/([A-Za-z0-9._~/?&=%+:,-]|\\{arch\\})+|s3://[a-z0-9.-]{3,63}/([A-Za-z0-9._/=+-]|\\{arch\\})+)?$',
    maxChars: 2048,
  },
  Sha256: {
    type: 'String',
    interpolationType: 'ENV_VAR',
    description:
      'SHA-256 of the file at Source, 64 digits in lower case; with {arch} those of both files, with a comma between them. Another file is not started.',
    default: '',
    allowedPattern: '^([0-9a-f]{64}(,[0-9a-f]{64})?)?$',
  },
  From: {
    type: 'String',
    interpolationType: 'ENV_VAR',
    description: 'The place that the machine represents. detect: by its own evidence.',
    default: 'detect',
    allowedValues: ['detect', ...VANTAGES],
  },
  Runner: {
    type: 'String',
    interpolationType: 'ENV_VAR',
    description: 'Which kind of runner it is for.',
    default: 'unknown',
    allowedValues: ['unknown', ...RUNNER_KINDS],
  },
  Regions: {
    type: 'StringList',
    description: 'AWS regions whose endpoints are needed. detect: the region of the instance.',
    default: ['detect'],
    allowedPattern: `^(detect|${REGION_SHAPE.source.slice(1, -1)})$`,
    maxItems: 20,
  },
  Account: {
    type: 'String',
    interpolationType: 'ENV_VAR',
    description: '(Optional) AWS account id.',
    default: '',
    allowedPattern: '^([0-9]{12})?$',
  },
  Areas: {
    type: 'StringList',
    description: `What is measured: all, or some of ${AREAS.join(' ')}.`,
    default: ['all'],
    allowedPattern: `^(all|${AREAS.join('|')})$`,
    maxItems: AREAS.length,
  },
  Profile: {
    type: 'String',
    interpolationType: 'ENV_VAR',
    description: '(Optional) Path of a profile on the machine, as --profile reads it.',
    default: '',
    allowedPattern: `^(${PATH})?$`,
  },
  EnvironmentFile: {
    type: 'String',
    interpolationType: 'ENV_VAR',
    description:
      '(Optional) Path of a file on the machine with lines NAME=value, /etc/environment for instance. Its proxy variables are taken over, since the agent does not have those of other services.',
    default: '',
    allowedPattern: `^(${PATH})?$`,
  },
  Timeout: {
    type: 'String',
    interpolationType: 'ENV_VAR',
    description: 'Milliseconds for one stage.',
    default: '4000',
    allowedPattern: rangePattern(OPTION_BOUNDS.timeout),
  },
  Deadline: {
    type: 'String',
    interpolationType: 'ENV_VAR',
    description: 'Milliseconds for the whole sweep.',
    default: '20000',
    allowedPattern: rangePattern(OPTION_BOUNDS.deadline),
  },
  ExecutionTimeout: {
    type: 'String',
    description: 'Seconds until Systems Manager ends the command.',
    default: '600',
    allowedPattern: rangePattern([1, 172_800]),
  },
} as const satisfies Record<string, SsmParameter>;

/** A pattern for a range of whole numbers: decimal, without leading zeros. `least` is a power of ten. */
export function rangePattern([least, most]: readonly [least: number, most: number]): string {
  const digits = String(most);
  const fewer = digits.length > String(least).length ? [`[1-9][0-9]{${String(least).length - 1},${digits.length - 2}}`] : [];
  // Smaller numbers of the same length: equal up to one digit, and smaller in that digit.
  const smaller = [...digits].flatMap((digit, at) => {
    const [low, high] = [at === 0 ? 1 : 0, Number(digit) - 1];
    return high < low ? [] : [`${digits.slice(0, at)}[${low}-${high}][0-9]{${digits.length - at - 1}}`];
  });
  return `^(${[...fewer, ...smaller, digits].join('|')})$`;
}
