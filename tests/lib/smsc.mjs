/** An SMSC of somebody else's make (node-smpp): keeps what it is sent, answers as it is told, and can be taken away for a while. */
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const smpp = require('smpp');

export class Smsc {
  /** `tls`: { key, cert }, or nothing. */
  constructor({ systemId, password, tls }) {
    Object.assign(this, { systemId, password, tls, port: 0 });
    this.messages = [];
    this.binds = 0;
    this.unbinds = 0;
    this.sessions = new Set();
    this.statuses = []; // to the next messages; nothing: ESME_ROK
  }

  up() {
    this.server = smpp.createServer(this.tls ?? {}, (session) => this.serve(session));
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.port, '127.0.0.1', () => {
        this.port = this.server.address().port;
        resolve(this);
      });
    });
  }

  /** Cuts everybody off and listens no more. */
  async down() {
    for (const session of this.sessions) session.destroy();
    await new Promise((resolve) => { this.server.close(resolve); });
  }

  serve(session) {
    this.sessions.add(session);
    session.on('close', () => this.sessions.delete(session));
    session.on('error', () => {});
    session.on('bind_transmitter', (pdu) => {
      const known = pdu.system_id === this.systemId && pdu.password === this.password;
      if (known) this.binds += 1;
      session.send(pdu.response(known ? { system_id: 'smsc' } : { command_status: smpp.ESME_RINVPASWD }));
    });
    session.on('submit_sm', (pdu) => {
      const status = this.statuses.shift() ?? smpp.ESME_ROK;
      if (status === 'silence') return session.destroy();
      const taken = status === smpp.ESME_ROK;
      if (taken) this.messages.push(pdu);
      return session.send(pdu.response(taken ? { message_id: `m${this.messages.length}` } : { command_status: status }));
    });
    session.on('unbind', (pdu) => {
      this.unbinds += 1;
      session.send(pdu.response());
      session.close();
    });
    session.on('enquire_link', (pdu) => session.send(pdu.response()));
  }
}

export const THROTTLED = smpp.ESME_RTHROTTLED;
export const INVALID_NUMBER = smpp.ESME_RINVDSTADR;
