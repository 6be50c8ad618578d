/**
 * AWS denials by policy, role or sign-in (IAM User Guide, "Troubleshoot access denied error messages"). Programs print a general phrase
 * before the specific one, so a general phrase counts only if no specific one follows.
 */
import type { FindingName } from '../../model/finding-codes.ts';
import { type ErrorEntry, entriesOf, type Meaning } from './entry.ts';

const aws = (means: string, ...findings: FindingName[]): Meaning => ({ layer: 'aws', means, findings });

const DENIES = '(?:with an explicit deny in an?|because no)';
const ORGANISATION = '(?:service control|resource control|VPC endpoint) policy';
const LIMITS = '(?:permissions boundary|session policy)';
const PARTICULAR = `${DENIES} (?:${ORGANISATION}|${LIMITS}|identity-based policy allows the ec2:)`;
/** Matches only if no specific phrase follows in the same message. */
const alone = (...words: string[]) => `(?![^"]{0,900}?(?:${[PARTICULAR, ...words].join('|')}))`;
const NOT_AUTHORIZED = 'is not authorized to perform';

/** Denials of a caller who lacks a permission or may not use an image. */
export const awsRefusalEntries = (): ErrorEntry[] =>
  entriesOf('aws', { program: 'AWS', seen: 'AWS documentation and public reports', symptom: 'ami' }, [
    {
      what: 'role-denied',
      pattern:
        /is not authorized to perform:? sts:AssumeRole|(?:AccessDenied|ForbiddenException)\) when calling the (?:AssumeRole\w{0,30}|GetRoleCredentials) operation(?![^"]{0,200}?is not authorized)|ForbiddenException: No access|Not authorized to perform sts:AssumeRole/,
      says: aws('AWS does not give the caller this role', 'aws-role-denied', 'denied-by-organization'),
    },
    {
      what: 'explicit-deny',
      pattern: new RegExp(`${DENIES} ${ORGANISATION}`, 'i'),
      says: aws('a policy of the organisation denies the call', 'denied-by-organization', 'launch-denied'),
    },
    {
      what: 'limited',
      pattern: new RegExp(`${DENIES} ${LIMITS}`, 'i'),
      says: aws('a permissions boundary or a session policy limits the caller', 'denied-by-organization', 'launch-denied'),
    },
    {
      what: 'no-allow',
      pattern: new RegExp(
        `because no identity-based policy allows the ec2:Describe\\w{1,40}|UnauthorizedOperation\\) when calling the Describe\\w{1,40}${alone()}`,
      ),
      says: aws('no policy of the caller allows the call', 'describe-images-denied', 'denied-by-organization'),
    },
    {
      what: 'launch-denied',
      pattern: new RegExp(
        `(?<!${NOT_AUTHORIZED}[^"]{0,900}?)Encoded authorization failure message|because no identity-based policy allows the ec2:(?!Describe)\\w{1,40}|UnauthorizedOperation(?!\\) when calling the Describe)${alone(NOT_AUTHORIZED)}`,
      ),
      says: aws('the caller may not make the call', 'launch-denied', 'describe-images-denied', 'denied-by-organization'),
    },
    {
      what: 'denied',
      pattern: new RegExp(
        `${NOT_AUTHORIZED}:? (?!sts:AssumeRole)[\\w-]{2,40}:[\\w*]{1,60}${alone()}|\\bAccessDenied(?:Exception)?\\b(?!\\) when calling the AssumeRole)${alone(NOT_AUTHORIZED, 'Not authorized to perform sts')}`,
      ),
      says: aws('the caller may not make the call', 'launch-denied', 'describe-images-denied', 'denied-by-organization'),
    },
    {
      // A line above an STS error, which by itself gives no reason.
      what: 'role-failed',
      pattern:
        /[Cc]ould not (?:be used to )?assume (?:the )?(?:role|'?arn:aws)|[Aa]ssuming role failed|Cannot assume IAM [Rr]ole|IAM Role \([^)]{1,200}\) cannot be assumed/,
      says: aws('the role could not be assumed', 'aws-role-denied', 'aws-credentials-invalid', 'aws-credentials-expired'),
      rank: 'outcome',
    },
    {
      what: 'sso-expired',
      pattern:
        /SSO session (?:associated with this profile )?(?:has expired|is invalid)|Token has expired and refresh failed|aws sso login|Error loading SSO Token|Session token not found or invalid/,
      says: aws('the sign-in has expired, or there was none', 'aws-credentials-expired'),
    },
  ]);
