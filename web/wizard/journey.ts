/** Which pages follow each other, for each of the additional tasks. */

import type { Page } from './answers';

export const TASKS = ['view', 'customize', 'schema', 'staging', 'sign-in', 'agents', 'troubleshoot'] as const;
export type Task = (typeof TASKS)[number];

const AFTER_TASKS: Readonly<Record<Task, readonly Page[]>> = {
  view: ['view'],
  customize: ['cloud', 'directories', 'filtering', 'features', 'ready', 'complete'],
  schema: ['schema'],
  staging: ['staging', 'ready', 'complete'],
  'sign-in': ['cloud', 'sign-in'],
  agents: ['cloud', 'agents'],
  troubleshoot: ['troubleshoot'],
};

export function pagesOf(task: Task): readonly Page[] {
  return ['welcome', 'tasks', ...AFTER_TASKS[task]];
}

/** A reload tells the page but not the task; a page that one task alone has tells both. */
export function taskOf(page: Page, remembered: Task | null): Task {
  if (remembered !== null && pagesOf(remembered).includes(page)) return remembered;
  return TASKS.find((task) => task === page) ?? 'customize';
}

const REMEMBERED = 'tilbage.wizard.task';

/** In the tab: coming back from the tenant's sign-in page is a reload. */
export function rememberTask(task: Task): void {
  sessionStorage.setItem(REMEMBERED, task);
}

export function rememberedTask(): Task | null {
  const stored = sessionStorage.getItem(REMEMBERED);
  return TASKS.find((task) => task === stored) ?? null;
}
