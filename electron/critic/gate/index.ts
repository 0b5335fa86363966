export { Gate, BY, type GateParts, type GateRequest } from './gate.ts';
export { fixedConfirmer, promptText, StreamConfirmer } from './confirmers.ts';
export {
  DEFAULT_GATE_SETTINGS,
  gateSettingsSchema,
  riskDefault,
  type GateSettings,
  type RiskDefault,
} from './settings.ts';
