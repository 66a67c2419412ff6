/** One line of a chart. */
export interface BarRow {
  name: string;
  note: string;
  /** Whether the note tells of something wrong. */
  isBad: boolean;
  /** Parts of the longest possible bar, from 0 to 1. */
  bars: { part: number; text: string; kind: string }[];
  aside: string;
}

const width = 200;
const height = 9;

/** Horizontal bars with their values as text, so that nothing is told by length or colour alone. */
export function Bars(props: { label: string; rows: BarRow[] }) {
  return (
    <table class="bars">
      <caption class="unseen">{props.label}</caption>
      <tbody>{props.rows.map(row => (
        <tr key={row.name}>
          <th scope="row">{row.name} {row.note && <span class={`tag ${row.isBad ? 'bad' : ''}`}>{row.note}</span>}</th>
          <td>
            <svg viewBox={`0 0 ${width} ${row.bars.length * (height + 2)}`} aria-hidden="true" focusable="false">
              {row.bars.map((bar, i) => (
                <g key={bar.kind}>
                  <rect class="ground" y={i * (height + 2)} width={width} height={height} rx="2" />
                  <rect class={bar.kind} y={i * (height + 2)} width={Math.max(0, Math.min(1, bar.part)) * width}
                    height={height} rx="2" />
                </g>
              ))}
            </svg>
          </td>
          <td class="words">{row.bars.map(bar => bar.text).filter(text => text).join(', ')}</td>
          <td class="number">{row.aside}</td>
        </tr>
      ))}</tbody>
    </table>
  );
}
