import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { applicationPath, type Application } from '../graph/applications';
import { Card } from '../page';
import { mayConfigure, useSession } from '../session/session';
import { useApplicationsStrings } from '../strings/applications';
import { RemoveQuestion } from './remove_question';

const useStyles = makeStyles({
  text: { margin: 0 },
  button: { minHeight: '44px', alignSelf: 'flex-start' },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
});

interface Props {
  readonly application: Application;
  readonly onDeleted: () => void;
}

export function DeleteCard({ application, onDeleted }: Props) {
  const styles = useStyles();
  const { remove: texts } = useApplicationsStrings();
  const { graph, roles } = useSession();
  const [isAsking, setAsking] = useState(false);
  return (
    <Card title={texts.title}>
      <p className={styles.text}>{texts.text}</p>
      <Button className={styles.button} disabled={!mayConfigure(roles)} onClick={() => setAsking(true)}>
        {texts.open}
      </Button>
      {isAsking && (
        <RemoveQuestion
          title={texts.question({ name: application.displayName })}
          submit={texts.submit}
          failed={texts.failed}
          remove={() => graph.remove(applicationPath(application.id))}
          onClose={() => setAsking(false)}
          onRemoved={onDeleted}
        >
          <ul className={styles.list}>
            {texts.means.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </RemoveQuestion>
      )}
    </Card>
  );
}
