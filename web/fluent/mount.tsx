/**
 * Puts a page into `#root`: Fluent's styles carry the nonce that the server wrote into the page (and that `vite` reads
 * from the same element), the theme follows the system, errors of the program are told instead of a white page.
 */
import {
  createDOMRenderer,
  FluentProvider,
  makeStaticStyles,
  makeStyles,
  RendererProvider,
  tokens,
} from '@fluentui/react-components';
import { useSyncExternalStore, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Language } from '../shared/language';
import { start } from '../shared/start';
import type { Section } from '../shared/words';
import { initialLanguage, LanguageProvider } from './language';
import { Lifeline } from './lifeline';
import { DARK, LIGHT } from './theme';
import { FRAME_WORDS } from './words';

/** `words`: what the page says from the start; pages that come later load theirs with them. */
export function mount(page: ReactNode, words: readonly Section<unknown>[]): void {
  const language = initialLanguage();
  start(language, [FRAME_WORDS, ...words], (root) => render(root, language, page));
}

function render(root: HTMLElement, language: Language, page: ReactNode): void {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
  const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });
  createRoot(root).render(
    <RendererProvider renderer={renderer}>
      <LanguageProvider first={language}>
        <Themed>
          <Lifeline>{page}</Lifeline>
        </Themed>
      </LanguageProvider>
    </RendererProvider>,
  );
}

const useGlobalStyles = makeStaticStyles([
  { 'html, body, #root': { height: '100%', margin: 0 } },
  { body: { colorScheme: 'light dark' } },
  { '*, *::before, *::after': { boxSizing: 'border-box' } },
  {
    '.visually-hidden': {
      position: 'absolute',
      width: '1px',
      height: '1px',
      margin: '-1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    },
  },
  {
    '@media (prefers-reduced-motion: reduce)': {
      '*, *::before, *::after': { animationDuration: '0.01ms !important', transitionDuration: '0.01ms !important' },
    },
  },
]);

const useStyles = makeStyles({
  page: { minHeight: '100%', backgroundColor: tokens.colorNeutralBackground2, color: tokens.colorNeutralForeground1 },
});

function Themed({ children }: { readonly children: ReactNode }) {
  useGlobalStyles();
  const styles = useStyles();
  const isDark = useSyncExternalStore(watchScheme, () => DARK_SCHEME.matches);
  return (
    <FluentProvider theme={isDark ? DARK : LIGHT} className={styles.page}>
      {children}
    </FluentProvider>
  );
}

const DARK_SCHEME = matchMedia('(prefers-color-scheme: dark)');

function watchScheme(onChange: () => void): () => void {
  DARK_SCHEME.addEventListener('change', onChange);
  return () => DARK_SCHEME.removeEventListener('change', onChange);
}
