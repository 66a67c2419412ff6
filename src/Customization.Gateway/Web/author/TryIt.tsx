import { useEffect, useState } from 'preact/hooks';
import { Field } from '../fields/Field';
import type { ParameterValue } from '../fields/parameters';
import { call } from '../kit/api';
import { day, money, moneyDelta } from '../kit/format';
import { say } from '../kit/page';
import { Problem } from '../staff/Problem';
import { reason } from '../staff/Gate';
import type { Check, ChoiceChange, Trial } from './api';

interface Wish {
  characteristic: string;
  value: string;
}

/** The definition as a customer would meet it, without anybody else meeting it. */
export function TryIt(props: { path: string; check: Check }) {
  const [choices, setChoices] = useState<Record<string, string>>({});
  const [answers, setAnswers] = useState<Record<string, ParameterValue>>({});
  const [refused, setRefused] = useState<Record<string, string>>({});
  const [why, setWhy] = useState<Wish | null>(null);
  const [trial, setTrial] = useState<Trial | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let isOld = false;
    play(props.path, choices, answers, why).then(
      seen => {
        if (!isOld) {
          setTrial(seen);
          setProblem('');
        }
      },
      refused => isOld || setProblem(reason(refused)));
    return () => { isOld = true; };
  }, [props.path, choices, answers, why]);
  const choose = (characteristic: string, value: string, status: string) => {
    if (status === 'excluded' || status === 'dead') {
      setWhy({ characteristic, value });
      return;
    }
    setWhy(null);
    const { [characteristic]: before, ...others } = choices;
    setChoices(before === value ? others : { ...others, [characteristic]: value });
  };
  const answer = async (parameter: string, value: ParameterValue | null) => {
    const { [parameter]: _, ...others } = answers;
    const changed = value ? { ...others, [parameter]: value } : others;
    try {
      await play(props.path, choices, changed, null);
      setAnswers(changed);
      setRefused({});
    } catch (refusal) {
      setRefused({ [parameter]: reason(refusal) });
    }
  };
  const repair = (changes: ChoiceChange[]) => {
    const changed = { ...choices };
    for (const change of changes) {
      if (change.after === undefined) {
        delete changed[change.characteristic];
      } else {
        changed[change.characteristic] = change.after;
      }
    }
    setWhy(null);
    setChoices(changed);
  };
  const session = trial?.session;
  return (
    <>
      <Problem text={problem} />
      {session && (
        <p role="status" class="bar sum">
          <strong>{money(session.price.total)}</strong>
          <span>{session.promise ? say('delivery', day(session.promise.deliveryDate)) : say('noDelivery')}</span>
          <span>{session.undecided.length === 0 ? say('allDone')
            : say(session.undecided.length === 1 ? 'oneOpen' : 'manyOpen', session.undecided.length)}</span>
        </p>)}
      {session?.picture && (
        <svg class="drawing" viewBox={session.picture.viewBox} aria-hidden="true">
          {session.picture.layers.map(layer => (
            <g key={layer.name} data-layer={layer.name} dangerouslySetInnerHTML={{ __html: layer.svg }} />
          ))}
        </svg>)}
      {trial?.why && why && <Why trial={trial} onRepair={repair} onClose={() => setWhy(null)} />}
      {session && props.check.definition!.characteristics.map(question => (
        <fieldset key={question.name} class="trial">
          <legend>{question.title}</legend>
          <div class="chips">
            {question.values.map(value => {
              const answer = session.characteristics[question.name]?.values[value.name];
              const status = answer?.status ?? 'dead';
              return (
                <button type="button" key={value.name} class={status} aria-pressed={status === 'chosen'}
                  onClick={() => choose(question.name, value.name, status)}>
                  <span>{value.title}</span>
                  {answer?.priceDelta
                    ? <small>{moneyDelta({ minor: answer.priceDelta, currency: session.price.total.currency })}</small> : null}
                  {status !== 'open' && status !== 'chosen' && <small>{say(`author.${status}`)}</small>}
                </button>
              );
            })}
          </div>
        </fieldset>
      ))}
      {session && props.check.definition!.parameters
        .filter(each => !session.notAsked?.includes(each.code)).map(parameter => (
        <Field key={parameter.code} parameter={parameter} value={session.parameters[parameter.code]}
          issue={refused[parameter.code]
            ?? session.parameterIssues.find(each => each.parameter === parameter.code)?.reason ?? ''}
          onAnswer={value => answer(parameter.code, value)} />
      ))}
    </>
  );
}

function play(
  path: string, choices: Record<string, string>, parameters: Record<string, ParameterValue>, why: Wish | null,
): Promise<Trial> {
  return call('POST', `${path}/trial`, { body: { choices, parameters, ...(why ? { why } : {}) } });
}

function Why(props: { trial: Trial; onRepair: (changes: ChoiceChange[]) => void; onClose: () => void }) {
  const why = props.trial.why!;
  return (
    <div class="why" role="alert">
      <p><strong>{why.choices.length === 0
        ? say('author.cannot', `${why.characteristic} = ${why.value}`)
        : say('author.cannotWith', `${why.characteristic} = ${why.value}`,
          why.choices.map(each => `${each.characteristic} = ${each.before}`).join(', '))}</strong></p>
      <ul>{why.rules.map(rule => <li key={rule.name}><code>{rule.name}</code> {rule.message}</li>)}</ul>
      <p class="bar">
        {why.repair && (
          <button type="button" onClick={() => props.onRepair(why.repair!.changes)}>
            {say('author.chooseAndChange',
              why.repair.changes.filter(each => each.characteristic !== why.characteristic)
                .map(each => say('author.to', each.characteristic, each.after ?? say('nothing'))).join(', '))}
            {' '}({moneyDelta(why.repair.priceDelta)})
          </button>)}
        <button type="button" class="plain" onClick={props.onClose}>{say('author.leave')}</button>
      </p>
    </div>
  );
}
