export { faultCatalogue, refusalNamed } from './faults/catalogue';
export type { Fault, FaultName } from './faults/catalogue';
export { faultMessages } from './faults/messages';
export type { FaultMessage, FaultMessageName } from './faults/messages';
export { forCall, refusal } from './faults/refusal';
export * from './faults/builders';
