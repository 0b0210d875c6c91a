import { Card, Facts, Page } from '../../page';
import { useStrings } from '../../strings';

/** What always holds for administrators; it is fixed, so there is nothing to load. */
export function AdministratorPolicy() {
  const strings = useStrings();
  const { administrators: texts } = strings.resetPolicy;
  return (
    <Page title={strings.entries.resetAdministrators.name} text={texts.text}>
      <Card title={texts.rules}>
        <Facts
          facts={[
            [texts.enabled, texts.enabledText],
            [texts.methods, texts.methodsText],
            [texts.questions, texts.questionsText],
            [texts.who, texts.whoText],
          ]}
        />
        <p>{texts.why}</p>
      </Card>
    </Page>
  );
}
