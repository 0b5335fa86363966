/** Questions of the fake host, worded as the gate words them. */
import type { Question } from '../../../../electron/protocol/client.ts';
import { cropUrl, type Scene } from './pictures.ts';

export async function questionOf(
  risk: 'caution' | 'destructive',
  runId: string,
  timeoutSeconds: number,
): Promise<Question> {
  const destructive = risk === 'destructive';
  const scene: Scene = destructive ? 'delete' : 'dialog';
  const box = destructive ? { x1: 770, y1: 470, x2: 860, y2: 502 } : { x1: 880, y1: 560, x2: 960, y2: 592 };
  return {
    request: {
      id: `q-${risk}`,
      action: destructive ? 'Click “Delete” at 815,486.' : 'Click “Save” at 920,576.',
      risk,
      category: destructive ? 'delete' : 'overwrite',
      consequence: destructive
        ? '“old-report.txt” is deleted. It cannot be brought back.'
        : 'hello.txt is written; a file of that name would be replaced.',
      why: destructive
        ? 'The dialog asks “Delete “old-report.txt”?” and says that it is lost for good.'
        : 'The dialog saves under a name that may exist.',
      suggestion: destructive ? 'Press Cancel and move the file to the trash instead.' : 'Choose another name first.',
      timeoutSeconds,
      picture: await cropUrl(scene, box),
    },
    runId: runId,
    step: 0,
    secondsLeft: timeoutSeconds - 5,
    choices: destructive
      ? ['allow_once', 'deny', 'take_over', 'stop']
      : ['allow_once', 'allow_run', 'always', 'deny', 'take_over', 'stop'],
    proposedRule: destructive
      ? null
      : {
          effect: 'allow',
          app: 'Mousepad',
          window: 'Save As',
          control: 'Save',
          category: 'overwrite',
          verb: 'click',
          expiresAt: null,
          note: '',
        },
  };
}
