/** Answers every CONNECT with 407 until the process is killed: `node login-proxy.ts`, port 3128. */
import { createServer } from 'node:http';

const server = createServer();
server.on('connect', (_request, socket) => {
  socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n');
  socket.on('error', () => socket.destroy());
});
server.listen(3128, '127.0.0.1');
