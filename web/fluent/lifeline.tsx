import { Component, type ReactNode } from 'react';
import { Notice } from './notice';
import { stringsOf } from './language';

const useWords = stringsOf({
  en: {
    title: 'This page has stopped working',
    text: 'That is our mistake. What you had saved is still saved.',
    next: 'Reload the page. If it happens again, tell your operator what you did just before.',
  },
  da: {
    title: 'Siden er holdt op med at virke',
    text: 'Det er vores fejl. Det, du havde gemt, er stadig gemt.',
    next: 'Genindlæs siden. Sker det igen, så fortæl jeres driftsansvarlige, hvad du gjorde lige før.',
  },
});

/** What a person sees when the program itself has failed. */
export class Lifeline extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <Stopped /> : this.props.children;
  }
}

function Stopped() {
  return (
    <main>
      <Notice intent="error" message={useWords()} />
    </main>
  );
}
