import { makeStyles } from '@fluentui/react-components';
import { CopyLine } from '../../fluent/copy_line';
import { Card } from '../page';
import { useApplicationsStrings } from '../strings/applications';

const useStyles = makeStyles({ text: { margin: 0 } });

/** What the other program asks for. */
export function EssentialsCard({ id, tenantId }: { readonly id: string; readonly tenantId: string }) {
  const styles = useStyles();
  const texts = useApplicationsStrings();
  const issuer = `${location.origin}/${tenantId}/v2.0`;
  return (
    <Card title={texts.essentials}>
      <p className={styles.text}>{texts.essentialsText}</p>
      <CopyLine label={texts.clientId} text={id} />
      <CopyLine label={texts.tenantId} text={tenantId} />
      <CopyLine label={texts.discovery} text={`${issuer}/.well-known/openid-configuration`} />
      <CopyLine label={texts.issuer} text={issuer} />
    </Card>
  );
}
