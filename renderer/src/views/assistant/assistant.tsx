/** The assistant: say a task, see the plan, watch it happen, get the result. */
import { useState, type ReactNode } from 'react';
import { useSnapshot } from '../../host/use.ts';
import { Begin } from './begin.tsx';
import { RunPage } from './run-page.tsx';

export function Assistant(): ReactNode {
  const running = useSnapshot((s) => s.run !== null);
  // What was typed survives a run that was begun from it: "run again" and "change" find it there.
  const [task, setTask] = useState('');
  return running ? <RunPage onAgain={setTask} /> : <Begin task={task} onTask={setTask} />;
}
