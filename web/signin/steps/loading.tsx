import { useWords } from '../strings';

export function Loading() {
  return (
    <p class="lead waiting" role="status">
      <span class="spinner" aria-hidden="true" />
      {useWords().loading}
    </p>
  );
}
