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
    () => showNotLoaded(root, language),
  );
}

/** Looks like the pages without their styles, which have perhaps not come either, or come with what did not. */
function showNotLoaded(root: HTMLElement, language: Language): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = NOT_LOADED[language];
  button.addEventListener('click', () => location.reload());
  Object.assign(button.style, {
    minHeight: '44px',
    padding: '8px 20px',
    border: '0',
    borderRadius: '8px',
    background: '#0b6a70',
    color: '#fff',
    font: "600 16px/22px 'Segoe UI', system-ui, sans-serif",
    cursor: 'pointer',
    textWrap: 'balance',
  });
  const heading = document.createElement('h1');
  heading.append(button);
  const main = document.createElement('main');
  Object.assign(main.style, {
    display: 'grid',
    placeContent: 'center',
    minHeight: '90vh',
  });
  main.append(heading);
  root.replaceChildren(main);
  button.focus();
}
