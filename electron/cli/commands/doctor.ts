import type { Command } from 'commander';
import { EXIT_CODES } from '../../protocol/errors.ts';
import { examine } from '../../host/doctor.ts';
import { runCalibration } from './calibrate.ts';
import { writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';

const MARK = { ok: 'ok     ', warning: 'warning', problem: 'PROBLEM' } as const;

export function addDoctorCommand(root: Command, io: Io, finish: Finish): void {
  root
    .command('doctor')
    .description('check display, capture, windows, models, history and policy; sends no input unless --calibrate')
    .option('--display <display>', 'the display to look at, for example :1')
    .option('--calibrate', 'move the pointer to marks and verify where it lands; it goes back, and clicks nothing')
    .option('--json', 'print JSON, one finding a line')
    .action(async (options: { display?: string; json?: boolean; calibrate?: boolean }) => {
      if (options.calibrate) {
        finish(await runCalibration(io, options));
        return;
      }
      let problems = 0;
      for await (const found of examine(options.display)) {
        if (found.state === 'problem') problems++;
        if (options.json) await writeJson(io, found);
        else {
          await writeLine(io, `${MARK[found.state]}  ${found.check.padEnd(15)} ${found.detail}`);
          if (found.remedy) await writeLine(io, `         ${' '.repeat(15)} ${found.remedy}`);
        }
      }
      finish(problems > 0 ? EXIT_CODES.environment : EXIT_CODES.done);
    });
}
