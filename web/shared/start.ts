import { NOT_LOADED } from '../generated/words/languages';
import type { Language } from './language';
import { speak, type Section } from './words';

/** Shows a page as soon as its words are there. When they do not come, a button says so and loads the page anew. */
export function start(language: Language, sections: readonly Section<unknown>[], show: (root: HTMLElement) => void): void {
  const root = document.getElementById('root');
  if (root === null) return;
  document.documentElement.lang = language;
  speak(language, sections).then(
    () => show(root),
    () => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = NOT_LOADED[language];
      button.addEventListener('click', () => location.reload());
      root.replaceChildren(button);
    },
  );
}
