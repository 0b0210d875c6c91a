/** The mails that the product sent, as files; quoted-printable and base64 bodies are decoded. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { until } from './environment.mjs';

const CODE = /(?<!\d)\d{6,8}(?!\d)/g;

function decodeBody(headers, body) {
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(headers)?.[1]?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The parts of a message by content type. */
export function parseMail(raw) {
  const split = raw.search(/\r?\n\r?\n/);
  const headers = raw.slice(0, split);
  const body = raw.slice(split).replace(/^\r?\n\r?\n/, '');
  const unfolded = headers.replace(/\r?\n[ \t]+/g, ' ');
  const boundary = /boundary="?([^";\r\n]+)"?/i.exec(unfolded)?.[1];
  const header = (name) => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
  const mail = { to: header('to'), from: header('from'), subject: header('subject'), text: '', html: '' };
  const chunks = boundary ? body.split(`--${boundary}`).slice(1, -1) : [`${unfolded}\n\n${body}`];
  for (const chunk of chunks) {
    const at = chunk.search(/\r?\n\r?\n/);
    const partHeaders = chunk.slice(0, at);
    const text = decodeBody(partHeaders, chunk.slice(at).replace(/^\r?\n\r?\n/, ''));
    if (/text\/html/i.test(partHeaders)) mail.html = text;
    else mail.text = text;
  }
  return mail;
}

export class Mailbox {
  constructor(folder) {
    this.folder = folder;
    this.seen = new Set();
  }

  /** Mails not given before, oldest first, to this address. */
  async fresh(address) {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith('.eml') && !this.seen.has(name)).sort();
    const found = [];
    for (const name of names) {
      const mail = parseMail(await readFile(join(this.folder, name), 'utf8'));
      if (!mail.to.toLowerCase().includes(address.toLowerCase())) continue;
      this.seen.add(name);
      found.push({ ...mail, name });
    }
    return found;
  }

  next(address, accept = () => true) {
    return until(async () => (await this.fresh(address)).find(accept), { what: `a mail to ${address}` });
  }

  async nextCode(address) {
    const mail = await this.next(address, ({ text }) => CODE.test(text) || (CODE.lastIndex = 0));
    const codes = mail.text.match(CODE);
    if (codes.length !== 1) throw new Error(`the mail has ${codes.length} runs of digits that could be the code`);
    return codes[0];
  }
}
