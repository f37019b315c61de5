const MODEL = 'com.amazonaws.swf.base.model';
const DATA_DETAILS = `${MODEL}#CloudWatchEventsExecutionDataDetails`;

/**
 * Names that structures carry as `__type` on the wire. The SDK hands `__type` on to its caller.
 *
 * @recorded [wire.nested-types] These members and no others carry `__type` on the wire; details inside history events, list items and
 *   counts have none. {recorded-redrives}
 */
export const historyEvent = `${MODEL}#HistoryEvent`;
export const encryption = `${MODEL}#EncryptionConfiguration`;
export const executionDataDetails = { inputDetails: DATA_DETAILS, outputDetails: DATA_DETAILS };
export const configuration = {
  encryptionConfiguration: encryption,
  loggingConfiguration: `${MODEL}#LoggingConfiguration`,
  tracingConfiguration: `${MODEL}#TracingConfiguration`,
};
