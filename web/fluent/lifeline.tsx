import { Component, type ReactNode } from 'react';
import { Notice } from './notice';
import { useWords } from './words';

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
      <Notice intent="error" message={useWords().crashed} />
    </main>
  );
}
