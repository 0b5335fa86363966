export { Gate, BY, type GateParts, type GateRequest, type PastAnswers } from './gate.ts';
export { fixedConfirmer, promptText, StreamConfirmer } from './confirmers.ts';
export { leaningFor, type Leaning } from './leaning.ts';
export { PortConfirmer, type QuestionPort } from './port-confirmer.ts';
export { mayBeRule, ruleId } from './proposal.ts';
export {
  DEFAULT_GATE_SETTINGS,
  gateSettingsSchema,
  riskDefault,
  type GateSettings,
  type RiskDefault,
} from './settings.ts';
