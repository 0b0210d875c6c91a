/**
 * An agent beside a real directory tells a SCIM service of somebody else's make, SCIMMY's, what it tells the tenant: people and
 * groups arrive, changes follow, nothing is told twice, and the service may be away meanwhile.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { Environment } from '../lib/environment.mjs';
import { ScimService } from '../lib/scim_service.mjs';

const run = promisify(execFile);
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const CONNECT = join(process.env.TILBAGE_BIN ?? join(ROOT, 'build/release/bin'), 'tilbage-connect');
const PATIENCE_MS = 60_000;

let environment;
let service;
let people;

before(async () => {
  service = await ScimService.up();
  environment = await Environment.up();
  people = await environment.people();
});
after(async () => {
  await environment?.down();
  await service?.down();
});

async function until(what, isSo) {
  for (const limit = Date.now() + PATIENCE_MS; ; await pause(100)) {
    if (await isSo()) return;
    if (Date.now() > limit) assert.fail(`not within ${PATIENCE_MS / 1000} s: ${what}\n${JSON.stringify(await status(), null, 1)}`);
  }
}

/** One change by the domain's administrator, as LDIF. */
async function change(ldif) {
  const { AD_LDAPS, AD_CA, AD_ADMIN_DN, AD_ADMIN_PASSWORD } = environment.variables;
  const file = join(service.folder, 'change.ldif');
  await writeFile(file, `${ldif}\n`);
  await run('ldapmodify', ['-x', '-H', AD_LDAPS, '-D', AD_ADMIN_DN, '-w', AD_ADMIN_PASSWORD, '-f', file], { env: { ...process.env, LDAPTLS_CACERT: AD_CA } });
}

async function sync(...words) {
  const call = run(CONNECT, ['sync', ...words, '--json', '--config', environment.variables.CONNECT_CONFIG], { maxBuffer: 1 << 24 });
  const { stdout } = await call.catch((error) => error);
  return JSON.parse(stdout);
}
const status = () => sync('status');
const serviceStatus = async () => (await status()).services?.[0];
const isIdle = async () => (await serviceStatus())?.state === 'idle';

const anna = () => people.find(({ account }) => account === 'user0001');
const bent = () => people.find(({ account }) => account === 'user0002');
const carl = () => people.find(({ account }) => account === 'user0003');
const upn = (person) => person.upn;

test('people and groups arrive', async () => {
  await appendFile(environment.variables.CONNECT_CONFIG, service.section(1));
  await until('everybody arrives', async () => {
    const known = await serviceStatus();
    return known?.state === 'idle' && known.people > 200 && service.users.size === known.people && service.groups.size === known.groups;
  });
  const user = service.user(upn(anna()));
  assert.equal(user.active, true);
  assert.equal(Buffer.from(user.externalId, 'base64').length, 16);
  assert.ok(!Object.keys(user).some((name) => name.includes('tilbage')), 'what it does not know it is not told');
  assert.ok([...service.groups.values()].some(({ members }) => members?.some(({ value }) => service.users.has(value))));
  assert.ok(service.writes.every((write) => !write.startsWith('PUT')), 'nobody is told twice');
});

test('a second full run tells nothing', async () => {
  const before = service.writes.length;
  const answer = await sync('full');
  assert.equal(answer.run.result, 'done', JSON.stringify(answer));
  await until('it has been compared', async () => {
    const known = await serviceStatus();
    return known.state === 'idle' && known.told_at > answer.run.ended_at;
  });
  assert.equal(service.writes.length, before, service.writes.slice(before).join('\n'));
});

test('a change, a disabled account and a deletion follow', async () => {
  await change(`dn: ${anna().dn}\nchangetype: modify\nreplace: displayName\ndisplayName: Anna Anderledes`);
  await until('the name', () => service.user(upn(anna()))?.displayName === 'Anna Anderledes');
  await change(`dn: ${bent().dn}\nchangetype: modify\nreplace: userAccountControl\nuserAccountControl: 514`);
  await until('the disabled account', () => service.user(upn(bent()))?.active === false);
  await change(`dn: ${carl().dn}\nchangetype: delete`);
  await until('the deletion', () => service.user(upn(carl())) === undefined);
});

test('a service that is away is caught up, and the tenant has everything meanwhile', async () => {
  await service.end();
  await change(`dn: ${anna().dn}\nchangetype: modify\nreplace: title\ntitle: Boss`);
  await until('the failure is told', async () => (await serviceStatus()).state === 'failed');
  const explained = await sync('explain', 'user0001');
  assert.equal(explained.exported, 'yes');
  assert.equal(explained.wouldDo, 'nothing', 'the tenant was told');
  assert.deepEqual(explained.services.map(({ name, wouldDo }) => ({ name, wouldDo })), [{ name: 'intranet', wouldDo: 'update' }]);
  await service.begin();
  await sync('run');
  await until('the title', () => service.user(upn(anna()))?.title === 'Boss');
  await until('all is well', isIdle);
  assert.equal((await sync('explain', 'user0001')).services[0].wouldDo, 'nothing');
});

test('what others change there is put right by the comparison', async () => {
  const gone = service.user(upn(anna()));
  service.users.delete(gone.id);
  await sync('full');
  await until('she is back', () => service.user(upn(anna())) !== undefined);
});

test('people who leave are only made inactive where that is wished', async () => {
  const config = environment.variables.CONNECT_CONFIG;
  await writeFile(config, `${await readFile(config, 'utf8')}removal = "deactivate"\n`);
  await until('a new agent works on it', async () => {
    const known = await serviceStatus();
    return known?.state === 'idle' && known.created === 0;
  });
  await change(`dn: ${bent().dn}\nchangetype: modify\nreplace: userAccountControl\nuserAccountControl: 512`);
  await until('enabled again', () => service.user(upn(bent()))?.active === true);
  await until('all is well', isIdle);
  await change(`dn: ${bent().dn}\nchangetype: delete`);
  await until('inactive', () => service.user(upn(bent()))?.active === false);
});
