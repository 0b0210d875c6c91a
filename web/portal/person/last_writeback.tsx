import { useLanguage } from '../../fluent/language';
import { CopyLine } from '../../fluent/copy_line';
import { useDateTime } from '../date_time';
import type { LastWriteback as Last } from '../graph/answers';
import { Card, Facts } from '../page';
import { reasonText } from '../reason_text';
import { useStrings } from '../strings';

export function LastWriteback({ last }: { readonly last: Last | null }) {
  const strings = useStrings();
  const { person: texts } = strings;
  const { formats } = useLanguage();
  const dateTime = useDateTime();
  if (last === null) {
    return (
      <Card title={texts.last}>
        <p>{texts.lastNone}</p>
      </Card>
    );
  }
  return (
    <Card title={texts.last}>
      <Facts
        facts={[
          [texts.outcome, reasonText(last.reason, {}, last.kind, strings, formats).title],
          [texts.when, dateTime(last.at)],
          [texts.what, texts.lastKind[last.kind]],
          [texts.who, texts.lastBy[last.isByAdministrator ? 'administrator' : 'self']],
        ]}
      />
      <CopyLine label={texts.supportCode} text={last.supportCode} />
    </Card>
  );
}
