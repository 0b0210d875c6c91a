/** Listens in on everything that reaches the tenant, TLS opened: takes its place and its key, and passes all bytes on to where it moved. */
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer as createTcpServer } from 'node:net';
import tls from 'node:tls';

const CONTINUATION_OR_DATA = [0x0, 0x1, 0x2];

/** The payloads of the WebSocket frames (RFC 6455 §5.2) in what one side said after the upgrade, unmasked. */
function framePayloads(bytes) {
  const payloads = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const opcode = bytes[at] & 0x0f;
    const masked = (bytes[at + 1] & 0x80) !== 0;
    let length = bytes[at + 1] & 0x7f;
    at += 2;
    if (length === 126) {
      length = bytes.readUInt16BE(at);
      at += 2;
    } else if (length === 127) {
      length = Number(bytes.readBigUInt64BE(at));
      at += 8;
    }
    const mask = masked ? bytes.subarray(at, at + 4) : undefined;
    at += masked ? 4 : 0;
    const payload = Buffer.from(bytes.subarray(at, at + length));
    if (mask) payload.forEach((byte, index) => { payload[index] = byte ^ mask[index % 4]; });
    if (CONTINUATION_OR_DATA.includes(opcode)) payloads.push(payload);
    at += length;
  }
  return payloads;
}

async function freePort() {
  const server = createTcpServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export class Tap {
  /** Moves the tenant to another port and listens on its own. */
  static async on(environment) {
    const { TENANT_CONFIG, TENANT_STATE_DIR, TILBAGE_CA } = environment.variables;
    const own = Number(new URL(environment.url).port);
    const moved = await freePort();
    await environment.kill('tenant', 'TERM');
    const config = await readFile(TENANT_CONFIG, 'utf8');
    await writeFile(TENANT_CONFIG, config.replace(/^(listen\s*=\s*").*:\d+"/m, `$1127.0.0.1:${moved}"`));
    const tap = new Tap();
    tap.server = tls.createServer(
      { cert: readFileSync(`${TENANT_STATE_DIR}/tls/cert.pem`), key: readFileSync(`${TENANT_STATE_DIR}/tls/key.pem`) },
      (near) => tap.#join(near, moved, readFileSync(TILBAGE_CA)),
    );
    for (let tries = 0; ; ++tries) { // until the tenant has let go of its port
      try {
        await new Promise((resolve, reject) => tap.server.once('error', reject).listen(own, '127.0.0.1', resolve));
        break;
      } catch (error) {
        if (error.code !== 'EADDRINUSE' || tries > 400) throw error;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    }
    await environment.restart('tenant');
    return tap;
  }

  conversations = [];

  #join(near, port, ca) {
    const conversation = { asked: [], answered: [] };
    this.conversations.push(conversation);
    const far = tls.connect({ port, host: '127.0.0.1', ca, ALPNProtocols: ['http/1.1'] });
    near.on('data', (chunk) => { conversation.asked.push(chunk); far.write(chunk); });
    far.on('data', (chunk) => { conversation.answered.push(chunk); near.write(chunk); });
    for (const [one, other] of [[near, far], [far, near]]) {
      one.on('end', () => other.end());
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  }

  /** Everything that was said, both ways; WebSocket messages in clear. */
  heard() {
    return this.conversations.flatMap(({ asked, answered }) => [asked, answered].flatMap((chunks) => {
      const all = Buffer.concat(chunks);
      const end = all.indexOf('\r\n\r\n');
      const isUpgrade = end > 0 && /^upgrade: websocket/im.test(all.subarray(0, end).toString('latin1'));
      return isUpgrade ? [all, ...framePayloads(all.subarray(end + 4))] : [all];
    }));
  }

  close() {
    return new Promise((resolve) => {
      this.server.close(resolve);
      this.server.closeAllConnections?.();
    });
  }
}
