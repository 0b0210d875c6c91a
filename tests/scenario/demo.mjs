/** `node demo.mjs DIR`: one reset through the page in an environment that is up, told step by step; exit 1 when it did not work. */
import { Environment } from '../lib/environment.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { openBrowser, openPage, ResetVisitor } from '../lib/browser.mjs';

const environment = await Environment.at(process.argv[2]);
const mailbox = new Mailbox(environment.variables.MAIL_DIR);
const person = (await environment.people()).find(({ account }) => account.startsWith('soeren'));
const newPassword = 'Blåbærgrød med fløde 2026';

function tell(text, right = true) {
  console.log(`${right ? '  ok ' : 'FAILED'} ${text}`);
  if (!right) process.exitCode = 1;
}

console.log(`\n${person.display_name} (${environment.upnOf(person)}) forgot a password:`);
tell('Kerberos accepts the old password', (await environment.kinit(person, environment.password)) === 'ok');

const browser = await openBrowser(environment);
try {
  const page = await openPage(browser, { locale: 'da-DK' });
  const visitor = new ResetVisitor(page, environment, mailbox, 'da');
  await visitor.open();
  tell(`the page: ${page.url()}`);
  await visitor.identify(environment.upnOf(person));
  await visitor.choose(visitor.words.forgot);
  await visitor.verify(person.alternate_mail);
  tell(`the code from the mail to ${person.alternate_mail} was right`);
  const began = Date.now();
  await visitor.typePassword(newPassword);
  await visitor.heading(visitor.words.done).waitFor();
  tell(`“${visitor.words.done}”, ${Date.now() - began} ms after the first key of the new password`);
} finally {
  await browser.close();
}

tell('Kerberos accepts the new password', (await environment.kinit(person, newPassword)) === 'ok');
tell('Kerberos refuses the old password', (await environment.kinit(person, environment.password)) !== 'ok');
