import { useState } from 'react';
import type { User } from '../graph/answers';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { ActQuestion } from './act_question';
import { OutcomeNotice } from './outcome_notice';
import { Waiting } from './waiting';
import { writeBack } from './write_back';

interface Props {
  readonly user: Pick<User, 'displayName'>;
  readonly path: string;
  readonly onClose: (hasChanged: boolean) => void;
}

export function UnlockQuestion({ user: { displayName: name }, path, onClose }: Props) {
  const { reset: texts } = useStrings();
  const { graph } = useSession();
  const [isConnected, setConnected] = useState(true);
  const unlock = () => {
    setConnected(true);
    return writeBack(graph, path, { kind: 'unlock', mustChange: false, password: () => '' }, setConnected);
  };
  return (
    <ActQuestion
      title={texts.unlockTitle({ name })}
      text={texts.unlockText}
      submit={texts.unlockSubmit}
      failed={texts.notUnlocked}
      act={unlock}
      isDone={({ reason }) => reason === 'succeeded'}
      waiting={<Waiting isConnected={isConnected} />}
      said={(outcome) => <OutcomeNotice outcome={outcome} name={name} mustChange={false} />}
      onClose={onClose}
    />
  );
}
