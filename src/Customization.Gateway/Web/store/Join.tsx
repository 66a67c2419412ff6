import { say } from '../kit/page';

/** Asks somebody who was invited how the others should see them. */
export function Join(props: { product: string; query: URLSearchParams }) {
  return (
    <form class="message join" method="get">
      <h1>{say('joinTitle', props.product)}</h1>
      <p>{say('joinHelp')}</p>
      <input type="hidden" name="session" value={props.query.get('session') ?? ''} />
      <label>{say('yourName')} <input type="text" name="as" required maxLength={40} autocomplete="given-name" /></label>
      <p><button class="primary">{say('join')}</button></p>
    </form>
  );
}
