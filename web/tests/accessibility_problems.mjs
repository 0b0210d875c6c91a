import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong, each in a line. The script goes in by the debugger, which the CSP of the page does not hold up. */
export async function accessibilityProblems(page) {
  // What fades in or changes its colour is measured once it is there: half-way, every contrast is too low. People who
  // want no motion see it at once, and so do we; then three quiet frames in a row. What turns for ever is no reason to wait.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const moves = (one) => one.playState === 'running' && one.effect?.getComputedTiming().iterations !== Infinity;
    for (let quiet = 0; quiet < 3; quiet = document.getAnimations().some(moves) ? 0 : quiet + 1) await frame();
  });
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}
