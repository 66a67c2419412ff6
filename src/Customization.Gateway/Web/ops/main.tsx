import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../kit/api';
import { say } from '../kit/page';
import { wireLanguages, wireTheme } from '../kit/theme';
import { Gate, reason } from '../staff/Gate';
import { Problem } from '../staff/Problem';
import type { CellBoard } from './api';
import { Cells } from './Cells';
import { EnginePanel } from './EnginePanel';
import { Orders } from './Orders';
import { Stock } from './Stock';
import './ops.css';

const everyMs = 10_000;

/** All panels appear together, once each knows what to show, so that none pushes another down. */
function Console() {
  const [board, setBoard] = useState<CellBoard | null>(null);
  const [areOrdersRead, setOrdersRead] = useState(false);
  const [isStockRead, setStockRead] = useState(false);
  const [problem, setProblem] = useState('');
  const look = () => call<CellBoard>('GET', '/v1/operations/cells').then(
    found => {
      setBoard(found);
      setProblem('');
    },
    refused => setProblem(reason(refused)));
  useEffect(() => {
    void look();
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <Problem text={problem} />
      <div class="desk" hidden={!(board && areOrdersRead && isStockRead)}>
        {board && <Cells board={board} onChange={() => void look()} />}
        <Orders onRead={() => setOrdersRead(true)} />
        <Stock onRead={() => setStockRead(true)} />
        <EnginePanel />
      </div>
    </>
  );
}

wireTheme();
wireLanguages();
const main = document.getElementById('main')!;
main.replaceChildren();
render(<Gate role="operator" title={say('ops.title')}><Console /></Gate>, main);
