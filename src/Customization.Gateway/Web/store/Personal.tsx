import { Field } from '../fields/Field';
import { say } from '../kit/page';
import type { Configuring } from './configuring';

/** Measurements, texts and the presentation. */
export function Personal(props: { configuring: Configuring }) {
  const { configuring } = props;
  const { session, catalog } = configuring;
  return (
    <>
      {configuring.isInvited && <p class="hint">{say('onlyOwner')}</p>}
      {catalog.product.parameters.filter(each => !session.notAsked?.includes(each.code)).map(parameter => (
        <Field
          key={parameter.code}
          parameter={parameter}
          value={session.parameters[parameter.code]}
          issue={session.parameterIssues.find(each => each.parameter === parameter.code)?.reason ?? ''}
          blocked={session.blockedOptions?.filter(each => each.parameter === parameter.code)}
          onAnswer={value => configuring.answer(parameter.code, value)}
          onFile={file => configuring.send(parameter.code, file)}
        />
      ))}
    </>
  );
}
