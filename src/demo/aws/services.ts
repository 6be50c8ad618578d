/** Routes a call to EC2, STS or Systems Manager after it has checked the key and the clock and applied the faults. */
import { page, type Site, type WebAnswer } from '../web/answer.ts';
import { type AwsCall, readCall } from './call.ts';
import { type AnswerFault, type AwsDescription, DEMO_ACCOUNT, DEMO_KEY, DEMO_PRINCIPAL } from './description.ts';
import { answerEc2 } from './ec2.ts';
import { callerError, FAULT_REPLIES, unknownAction } from './errors.ts';
import { BOTTLEROCKET_IMAGE, imagesIn } from './images.ts';
import { decodedMessage, refusalOf } from './refusals.ts';
import { awsAnswer, type Reply } from './reply.ts';

const ANSWERS: Readonly<Record<string, (aws: AwsDescription, call: AwsCall, now: number) => Reply>> = {
  ec2: answerEc2,
  sts: answerSts,
  ssm: answerSsm,
};

/** `unsigned` answers requests that are not API calls. `now` is AWS's clock in milliseconds. */
export function awsApi(aws: AwsDescription, unsigned: Site, now: () => number = Date.now): Site {
  return (request) => {
    const call = readCall(request);
    const answer = call === null ? undefined : ANSWERS[call.service];
    if (call === null || answer === undefined || call.keyId === null) return unsigned(request);
    const fault = aws.answers?.[`${call.service}:${call.action}`] ?? aws.answers?.['*'];
    if (fault !== undefined) return faulty(call, fault);
    const keys = aws.keys ?? { [DEMO_KEY]: 'valid' };
    return awsAnswer(call, callerError(call, keys[call.keyId] ?? 'unknown', now(), aws) ?? answer(aws, call, now()));
  };
}

/** A page that an XML parser accepts, to test that the tool does not mistake it for a response of AWS. */
const WELL_FORMED =
  '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Terms of use</title></head><body><p>Please accept the terms of use of this network.</p></body></html>\n';

function faulty(call: AwsCall, fault: AnswerFault): WebAnswer {
  if (fault === 'page') return { ...page('Terms of use'), body: WELL_FORMED };
  if (fault === 'broken-page') return { ...page('Welcome'), body: '<!doctype html><html><body><br><p>Please log in<img src=logo></body>' };
  return awsAnswer(call, FAULT_REPLIES[fault]);
}

function answerSts(aws: AwsDescription, { action, fields }: AwsCall): Reply {
  if (action === 'GetCallerIdentity') {
    return { result: { Arn: DEMO_PRINCIPAL, UserId: 'AROADEMODEMOEXAMPLE77:demo', Account: DEMO_ACCOUNT } };
  }
  if (action !== 'DecodeAuthorizationMessage' && action !== 'AssumeRole') return unknownAction(action);
  const refused = refusalOf(aws, { action: `sts:${action}`, resource: fields.get('RoleArn') });
  if (refused !== null) return refused;
  if (action === 'AssumeRole') return unknownAction(action);
  const decoded = decodedMessage(aws, fields.get('EncodedMessage') ?? '');
  if (decoded !== null) return { result: { DecodedMessage: decoded } };
  return { status: 400, code: 'InvalidAuthorizationMessageException', message: 'Message is not valid' };
}

const BOTTLEROCKET_PARAMETER = /^\/aws\/service\/bottlerocket\/aws-ecs-1\/x86_64\/latest\/image_id$/;

function answerSsm(aws: AwsDescription, { action, region, json }: AwsCall): Reply {
  const name = String(json['Name'] ?? '');
  if (action !== 'GetParameter') return { status: 400, code: 'UnknownOperationException', message: '' };
  const arn = `arn:aws:ssm:${region}::parameter${name}`;
  const refused = refusalOf(aws, { action: 'ssm:GetParameter', resource: arn });
  if (refused !== null) return refused;
  const image = imagesIn(aws, region).find(({ name: imageName }) => imageName === BOTTLEROCKET_IMAGE.name);
  if (!BOTTLEROCKET_PARAMETER.test(name) || image === undefined) return { status: 400, code: 'ParameterNotFound', message: '' };
  return { result: { Parameter: { Name: name, Type: 'String', Value: image.id, Version: 64, ARN: arn, DataType: 'text' } } };
}
