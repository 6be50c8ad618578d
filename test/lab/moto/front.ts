/**
 * A proxy for moto that labels its errors as XML. moto sends them as text/html, which AWS never does and block pages do, and our reader
 * depends on the difference.
 */
import { once } from 'node:events';
import { createServer, request } from 'node:http';

export interface Front {
  port: number;
  close(): Promise<void>;
}

export async function startFront(behind: number): Promise<Front> {
  const server = createServer((asked, answer) => {
    // The signature covers the requested name, so the name is forwarded unchanged.
    const { method, url, headers } = asked;
    const onward = request({ host: '127.0.0.1', port: behind, method, path: url, headers }, (got) => {
      const chunks: Buffer[] = [];
      got.on('data', (chunk: Buffer) => chunks.push(chunk));
      got.on('end', () => {
        const body = Buffer.concat(chunks);
        const type = body.subarray(0, 5).toString() === '<?xml' ? 'text/xml' : got.headers['content-type'];
        const id = got.headers['x-amzn-requestid'];
        answer.writeHead(got.statusCode ?? 502, {
          ...(type === undefined ? {} : { 'content-type': type }),
          ...(id === undefined ? {} : { 'x-amzn-requestid': id }),
        });
        answer.end(body);
      });
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
