/**
 * The security questions that a tenant may offer, in both languages. An id is what people's answers are kept under: a
 * text may be worded better, but never ask for something else.
 */

import type { Language } from '../language';

const en = {
  q01: 'What was the name of your first pet?',
  q02: 'What is the first name of your oldest cousin?',
  q03: 'In which town did your parents meet?',
  q04: 'What was the name of your first teacher?',
  q05: 'What was your nickname as a child?',
  q06: 'What was the name of the street you grew up in?',
  q07: 'What was the make of your first car?',
  q08: 'What was your first job?',
  q09: 'What is the name of the place where you were married?',
  q10: 'What was the name of your best friend as a child?',
  q11: 'What was your favourite food as a child?',
  q12: 'In which town was your mother born?',
  q13: 'In which town was your father born?',
  q14: 'What was the name of your first school?',
  q15: 'What is the middle name of your oldest sibling?',
  q16: 'What was the first film you saw at the cinema?',
  q17: 'What was the first concert you went to?',
  q18: 'Where did you spend your first holiday abroad?',
  q19: 'What was the name of your favourite teacher?',
  q20: 'What was your favourite book as a child?',
  q21: 'What was the first name of your first boss?',
  q22: 'What is the name of your favourite author?',
  q23: 'What was the name of your favourite toy?',
  q24: 'What was the name of the hospital where you were born?',
  q25: 'What was your grandmother’s first name on your mother’s side?',
  q26: 'What was your grandfather’s first name on your father’s side?',
  q27: 'What did you want to become when you were a child?',
  q28: 'Where were you on New Year’s Eve 1999?',
  q29: 'What was the name of your first boyfriend or girlfriend?',
  q30: 'What was the house number of your childhood home?',
  q31: 'What is the name of a place you would like to visit?',
  q32: 'Which sport did you play as a child?',
  q33: 'What was the first thing you learned to cook?',
  q34: 'What was the name of the boat, cabin or summer house of your childhood?',
  q35: 'What was the colour of your first bicycle?',
} as const;

export type QuestionId = keyof typeof en;

const da: Readonly<Record<QuestionId, string>> = {
  q01: 'Hvad hed dit første kæledyr?',
  q02: 'Hvad er fornavnet på din ældste fætter eller kusine?',
  q03: 'I hvilken by mødte dine forældre hinanden?',
  q04: 'Hvad hed din første lærer?',
  q05: 'Hvad var dit kælenavn som barn?',
  q06: 'Hvad hed den vej, du voksede op på?',
  q07: 'Hvilket mærke var din første bil?',
  q08: 'Hvad var dit første job?',
  q09: 'Hvad hedder det sted, hvor du blev gift?',
  q10: 'Hvad hed din bedste ven som barn?',
  q11: 'Hvad var din livret som barn?',
  q12: 'I hvilken by er din mor født?',
  q13: 'I hvilken by er din far født?',
  q14: 'Hvad hed din første skole?',
  q15: 'Hvad er mellemnavnet på din ældste søskende?',
  q16: 'Hvad var den første film, du så i biografen?',
  q17: 'Hvad var den første koncert, du var til?',
  q18: 'Hvor var du på din første ferie i udlandet?',
  q19: 'Hvad hed din yndlingslærer?',
  q20: 'Hvad var din yndlingsbog som barn?',
  q21: 'Hvad var fornavnet på din første chef?',
  q22: 'Hvad hedder din yndlingsforfatter?',
  q23: 'Hvad hed dit yndlingslegetøj?',
  q24: 'Hvad hed det hospital, hvor du blev født?',
  q25: 'Hvad hed din mormor til fornavn?',
  q26: 'Hvad hed din farfar til fornavn?',
  q27: 'Hvad ville du være, da du var barn?',
  q28: 'Hvor var du nytårsaften 1999?',
  q29: 'Hvad hed din første kæreste?',
  q30: 'Hvilket husnummer havde dit barndomshjem?',
  q31: 'Hvilket sted drømmer du om at besøge?',
  q32: 'Hvilken sport gik du til som barn?',
  q33: 'Hvad var den første ret, du lærte at lave?',
  q34: 'Hvad hed din barndoms båd, hytte eller sommerhus?',
  q35: 'Hvilken farve havde din første cykel?',
};

export const QUESTION_IDS = Object.keys(en) as QuestionId[];
export const QUESTIONS: Readonly<Record<Language, Readonly<Record<QuestionId, string>>>> = { en, da };

/** A custom question comes with its text; of one that this page does not know, nothing is left but its id. */
export function questionText(language: Language, id: string, text: string | null): string {
  if (text !== null) return text;
  const known = QUESTION_IDS.find((one) => one === id);
  return known === undefined ? id : QUESTIONS[language][known];
}
