import { Page } from '../page';
import { useStrings } from '../strings';

export function NotFound() {
  const { notFound } = useStrings();
  return (
    <Page title={notFound.title} text={notFound.text ?? ''}>
      <p>{notFound.next}</p>
    </Page>
  );
}
