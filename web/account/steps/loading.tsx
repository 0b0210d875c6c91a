import { useAccountStrings } from '../strings';

export function Loading() {
  const strings = useAccountStrings();
  return (
    <p class="lead loading" role="status">
      <span class="spinner" aria-hidden="true" />
      {strings.loading}
    </p>
  );
}
