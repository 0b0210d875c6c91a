/** The text messages that the product sent (SMS_FILE). */
import { readFile } from 'node:fs/promises';

import { until } from './environment.mjs';

const CODE = /(?<!\d)\d{6}(?!\d)/g;

export class Phones {
  constructor(file) {
    this.file = file;
    this.seen = 0;
  }

  /** Every text so far, oldest first: { id, to, from, text, at }. */
  async all() {
    const lines = (await readFile(this.file, 'utf8')).split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line));
  }

  to(number) { return this.all().then((texts) => texts.filter(({ to }) => to === number)); }

  /** The first text to this number after the ones given before. */
  next(number, options = {}) {
    return until(async () => {
      const texts = await this.all();
      const at = texts.findIndex(({ to }, index) => index >= this.seen && to === number);
      if (at < 0) return undefined;
      this.seen = at + 1;
      return texts[at];
    }, { what: `a text to ${number}`, ...options });
  }

  async nextCode(number, options) {
    const { text } = await this.next(number, options);
    const codes = text.match(CODE) ?? [];
    if (codes.length !== 1) throw new Error(`the text has ${codes.length} runs of digits that could be the code`);
    return codes[0];
  }
}
