/** Responses of regional AWS endpoints to unsigned requests. `../aws/` answers signed calls. */
import { createHash } from 'node:crypto';
import { redirect, type Site, text, type WebAnswer } from './answer.ts';
import { basicRegistry } from './registries.ts';

/** Services whose root redirects to a product page. The others answer in the format of their API. */
const PRODUCT_PAGES: Readonly<Record<string, string>> = {
  ec2: 'ec2',
  sts: 'iam',
  s3: 's3',
  elasticloadbalancing: 'elasticloadbalancing',
};

export const regionalApi: Site = (request) => {
  const [service = ''] = request.host.split('.');
  if (request.host.includes('.dkr.ecr.')) return basicRegistry(request);
  return marked(service === 's3' ? 's3' : 'api', request.host, answerOf(service, request.host));
};

function answerOf(service: string, host: string): WebAnswer {
  const product = PRODUCT_PAGES[service];
  if (product !== undefined) return redirect(`https://aws.amazon.com/${product}/`, service === 's3' ? 307 : 302);
  if (service === 'dynamodb') return text(`healthy: ${host} `);
  return {
    status: 404,
    headers: { 'content-type': 'application/xml' },
    body: '<UnknownOperationException/>\n',
  };
}

/** Adds the request id that every genuine response has. */
function marked(kind: 's3' | 'api', host: string, answer: WebAnswer): WebAnswer {
  const id = createHash('sha256').update(host).digest('hex').toUpperCase();
  const marks: Record<string, string> =
    kind === 's3'
      ? { 'x-amz-request-id': id.slice(0, 16), 'x-amz-id-2': Buffer.from(id.slice(0, 40)).toString('base64'), server: 'AmazonS3' }
      : {
          'x-amzn-requestid': [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20, 32)]
            .join('-')
            .toLowerCase(),
        };
  return { ...answer, headers: { ...answer.headers, ...marks } };
}
