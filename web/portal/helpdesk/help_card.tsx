import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Situation } from '../graph/helpdesk';
import { Card } from '../page';
import { AccessCodeQuestion } from '../person/access_code_question';
import { UnlockQuestion } from '../person/unlock_question';
import { mayHelp, maySayHow, useSession } from '../session/session';
import { useStrings } from '../strings';
import { useHelpdeskStrings } from '../strings/helpdesk';
import { ResetLinkQuestion } from './reset_link_question';

interface Props {
  readonly situation: Situation;
  readonly onChanged: () => void;
}

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  act: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, alignItems: 'flex-start' },
  button: { minHeight: '44px' },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  why: { margin: 0 },
});

type Act = 'link' | 'accessCode' | 'unlock';

/** What can be done for the caller; no password is chosen here. */
export function HelpCard({ situation, onChanged }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const { help: texts, verify } = useHelpdeskStrings();
  const { roles } = useSession();
  const [open, setOpen] = useState<Act | null>(null);
  const has = (...troubles: readonly string[]) => situation.obstacles.some(({ trouble }) => troubles.includes(trouble));
  const may = mayHelp(roles, situation);
  const isHopeless = !situation.isFromDirectory || has('writebackDisabled', 'accountDisabled', 'accountMissing', 'accountProtected', 'outOfScope');
  const isUnverified = situation.verifyCaller === 'required' && situation.verification === null && !maySayHow(roles);
  const takers = situation.methods.filter(({ takesLink }) => takesLink);
  const mayReset = !has('resetNotEnabled');
  const path = `/beta/users/${encodeURIComponent(situation.id)}`;
  const close = (hasChanged: boolean) => {
    setOpen(null);
    if (hasChanged) onChanged();
  };
  const acts: readonly (readonly [act: Act, name: string, text: string, isOn: boolean])[] = [
    ['unlock', strings.person.unlock, texts.unlockText, may && !isHopeless && !isUnverified],
    ['link', texts.link, texts.linkText, may && !isHopeless && mayReset && takers.length > 0 && !has('tooFewMethods')],
    ['accessCode', strings.accessCode.button, texts.accessCodeText, may && !isHopeless && mayReset && !isUnverified],
  ];
  return (
    <Card title={texts.title}>
      {may && isUnverified && <p className={styles.why}>{texts.verifyFirst}</p>}
      {!may && <p className={styles.why}>{situation.isAdministrator ? texts.administrator : verify.reader}</p>}
      <ul className={styles.list}>
        {acts.map(([act, name, text, isOn]) => (
          <li key={act} className={styles.act}>
            <Button className={styles.button} disabled={!isOn} onClick={() => setOpen(act)}>
              {name}
            </Button>
            <p className={styles.text}>{text}</p>
          </li>
        ))}
      </ul>
      <p className={styles.text}>{texts.noPassword}</p>
      {open === 'unlock' && <UnlockQuestion user={situation} path={path} onClose={close} />}
      {open === 'accessCode' && <AccessCodeQuestion user={situation} path={path} onClose={() => close(true)} />}
      {open === 'link' && <ResetLinkQuestion situation={situation} methods={takers} onClose={close} />}
    </Card>
  );
}
