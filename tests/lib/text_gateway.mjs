/** A provider of text messages by webhook: verifies each call with the standard's own library, keeps it, and answers as it is told. */
import https from 'node:https';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { Webhook } = require('standardwebhooks');

export class TextGateway {
  constructor({ key, cert, signatureKey, authorization }) {
    Object.assign(this, { key, cert, authorization, port: 0 });
    this.webhook = new Webhook(signatureKey);
    this.calls = []; // all, whatever was answered
    this.taken = [];
    this.statuses = []; // to the next calls, or { status, retryAfter }; nothing: 202
  }

  up() {
    this.sockets = new Set();
    this.server = https.createServer({ key: this.key, cert: this.cert }, (request, response) => this.serve(request, response));
    this.server.on('secureConnection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.port, '127.0.0.1', () => {
        this.port = this.server.address().port;
        resolve(this);
      });
    });
  }

  async down() {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => { this.server.close(resolve); });
  }

  serve(request, response) {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part) => { body += part; });
    request.on('end', () => {
      if (request.method !== 'POST') return response.writeHead(405).end();
      const call = { id: request.headers['webhook-id'], body: JSON.parse(body), verified: this.verifies(request.headers, body), at: Date.now() };
      this.calls.push(call);
      const told = this.statuses.shift() ?? 202;
      const { status, retryAfter } = typeof told === 'object' ? told : { status: told };
      if (status === 'silence') return request.socket.destroy();
      if (status >= 200 && status < 300 && call.verified) this.taken.push(call);
      const headers = { ...(status === 307 && { location: 'https://127.0.0.1:9/' }), ...(retryAfter && { 'retry-after': retryAfter }) };
      return response.writeHead(call.verified ? status : 401, headers).end();
    });
  }

  verifies(headers, body) {
    try {
      this.webhook.verify(body, headers);
      return headers.authorization === this.authorization;
    } catch {
      return false;
    }
  }
}
