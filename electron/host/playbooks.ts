/** Where playbooks are: beside the program, and the person's own, which come first. */
import { join } from 'node:path';
import { GoalPlanner } from '../planning/goals.ts';
import { PlaybookLibrary, shippedPlaybooksDir } from '../planning/playbooks/library.ts';
import { dataFolder } from '../store/paths.ts';

/** The person's own playbooks. */
export const ownPlaybooksFolder = (): string => join(dataFolder(), 'playbooks');

/** @throws SteadyhandError usage/playbook_damaged, environment/playbooks_missing */
export const openPlaybooks = (): PlaybookLibrary =>
  PlaybookLibrary.open([shippedPlaybooksDir(), ownPlaybooksFolder()], join(dataFolder(), 'cache', 'playbooks.json'));

export const createGoalPlanner = (): GoalPlanner => new GoalPlanner({ library: openPlaybooks });
