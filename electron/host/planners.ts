/** The planners a person can choose among, wired to where their files and settings are. */
import { join } from 'node:path';
import { EndpointPlanner } from '../planning/endpoint/endpoint-planner.ts';
import { endpointSettings, noEndpoint, type EndpointSettings } from '../planning/endpoint/settings.ts';
import { CompiledPlanner } from '../planning/planner.ts';
import type { Planner } from '../planning/planner.ts';
import { dataFolder } from '../store/paths.ts';
import { createGoalPlanner } from './playbooks.ts';

/** `compiled`: instructions only; `auto`: goals by playbooks as well; `endpoint`: the language model that is configured. */
export const PLANNERS = ['auto', 'compiled', 'endpoint'] as const;
export type PlannerName = (typeof PLANNERS)[number];

/**
 * @param endpoint instead of the configured one: with a key that is in no file
 * @throws SteadyhandError usage/endpoint_missing, usage/endpoint_settings
 */
export function createPlanner(which: PlannerName, samples?: number, endpoint?: EndpointSettings | null): Planner {
  if (which === 'compiled') return new CompiledPlanner();
  if (which === 'auto') return createGoalPlanner();
  const file = join(dataFolder(), 'planner.json');
  const settings = endpoint ?? endpointSettings(process.env, file);
  if (!settings) throw noEndpoint(file);
  return new EndpointPlanner(samples === undefined ? settings : { ...settings, samples });
}
