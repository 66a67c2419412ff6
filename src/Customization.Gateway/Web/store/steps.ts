import { say } from '../kit/page';
import type { Catalog } from './catalog';
import type { Characteristic, Session } from './resources';

/** Most questions of a step that nobody grouped. */
const stepMax = 12;

/** Questions that are answered together. */
export interface Step {
  id: string;
  title: string;
  questions: string[];
  /** Whether this is the step of measurements, texts and packaging. */
  isPersonal: boolean;
  open: number;
  issues: number;
}

/** The steps of a session: the author's groups, one for each part that is there, then what is left over. */
export function stepsOf(catalog: Catalog, session: Session): Step[] {
  const shown = catalog.product.characteristics.filter(question => isShown(catalog, session, question));
  const names = new Set(shown.map(question => question.name));
  const undecided = new Set(session.undecided);
  const steps: Step[] = [];
  const add = (id: string, title: string, questions: string[]) => {
    if (questions.length > 0) {
      steps.push({
        id, title, questions, isPersonal: false, issues: 0,
        open: questions.filter(name => undecided.has(name)).length,
      });
      questions.forEach(name => names.delete(name));
    }
  };
  for (const group of session.groups ?? []) {
    add(group.name, group.title, group.characteristics.filter(name => names.has(name)));
  }
  const own = shown.filter(question => names.has(question.name) && !question.part).map(question => question.name);
  for (let first = 0; first < own.length; first += stepMax) {
    const title = own.length > stepMax
      ? `${first + 1}–${Math.min(first + stepMax, own.length)}`
      : say(steps.length > 0 ? 'more' : 'basics');
    add(`own-${first}`, title, own.slice(first, first + stepMax));
  }
  for (const [path, title] of instances(shown)) {
    add(path, title, shown.filter(q => q.part && isWithin(q.part.path, path) && names.has(q.name)).map(q => q.name));
  }
  if (catalog.product.parameters.some(each => !session.notAsked?.includes(each.code))) {
    steps.push({
      id: 'personal', title: say('personal'), questions: [], isPersonal: true, open: 0,
      issues: session.parameterIssues.length,
    });
  }
  return steps;
}

/** Questions that can be answered now and are not, with what is to mend; those of parts that are not there come later. */
export function openIn(catalog: Catalog, session: Session): number {
  const shown = stepsOf(catalog, session).reduce((sum, step) => sum + step.open + step.issues, 0);
  return shown > 0 ? shown : session.undecided.length + session.parameterIssues.length;
}

/** Whether a question makes sense now: it can be asked, has a choice to offer, and its part is there. */
function isShown(catalog: Catalog, session: Session, question: Characteristic): boolean {
  const answer = session.characteristics[question.name];
  if (!answer || answer.visible === 'no') {
    return false;
  }
  const possible = Object.values(answer.values).filter(value => value.status !== 'dead').length;
  return possible > 1 && isThere(catalog, session, question);
}

function isThere(catalog: Catalog, session: Session, question: Characteristic): boolean {
  if (!question.part) {
    return true;
  }
  // cabinet[2].drawer[1] is there where cabinet.count >= 2 and cabinet[2].drawer.count >= 1.
  const places = [...question.part.path.matchAll(/\[(\d+)\]/g)];
  return places.every(place => {
    const count = `${question.part!.path.slice(0, place.index)}.count`;
    const taken = session.characteristics[count]?.completion;
    const number = catalog.question(count).values.find(value => value.name === taken)?.number ?? 0;
    return number >= Number(place[1]);
  });
}

function instances(shown: Characteristic[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const question of shown) {
    if (question.part && !question.part.parent) {
      found.set(question.part.path, question.part.title);
    }
  }
  return found;
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`);
}
