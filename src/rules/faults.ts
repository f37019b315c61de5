export { CONSTRAINT_NAMESPACE, faultCatalogue, isRetryable, refusalNamed } from './faults/catalogue';
export type { Fault, FaultName, RefusalExtras } from './faults/catalogue';
export { faultMessages } from './faults/messages';
export type { FaultMessage, FaultMessageName } from './faults/messages';
export { forCall, refusal } from './faults/refusal';
export type { MessageValues } from './faults/refusal';
export * from './faults/builders';
