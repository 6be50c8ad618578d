/** What the pages ask AWS beyond what the demo's knows: one answer an action, in the query protocol's XML. */
import { readCall } from '../../../src/demo/aws/call.ts';
import type { AwsDescription } from '../../../src/demo/aws/description.ts';
import { awsApi } from '../../../src/demo/aws/services.ts';
import { startHttpsServer } from '../../../src/demo/servers/https-server.ts';
import type { LoopbackServer } from '../../../src/demo/servers/loopback.ts';
import { publicAuthority } from '../../../src/demo/servers/pki.ts';
import { regionalApi } from '../../../src/demo/web/aws.ts';

/** By action, what stands inside the element of the response. */
export type MoreAnswers = Readonly<Record<string, string>>;

/** It answers like the demo's AWS where it is asked for nothing more; `root` is the authority that signs for it. */
export async function startMoreOfAws(aws: AwsDescription, more: MoreAnswers): Promise<LoopbackServer & { root: string }> {
  const authority = await publicAuthority();
  const genuine = awsApi(aws, regionalApi);
  const server = await startHttpsServer({
    authority,
    site: (request) => {
      const action = readCall(request)?.action ?? '';
      const inside = more[action];
      if (inside === undefined) return genuine(request);
      const body = `<?xml version="1.0" encoding="UTF-8"?>\n<${action}Response>${inside}</${action}Response>\n`;
      return { status: 200, headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': 'demo' }, body };
    },
  });
  return { ...server, root: authority.root };
}
