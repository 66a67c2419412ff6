/** A refusal beside what caused it; takes no room while there is none. */
export function Problem(props: { text: string }) {
  return <p role="alert" class="problem" hidden={!props.text}>{props.text}</p>;
}
