import type { UpdateMapRunInput, UpdateMapRunOutput } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { refusal } from '../../rules/faults';
import { continueMapRun } from '../mapRuns/mapRun';
import { requireMapRun } from '../mapRuns/reads';
import { statusOf } from '../mapRuns/record';
import type { Operation } from './operation';

/**
 * Changes the settings of a Map Run that is not over.
 *
 * @documented [map-run.update-refused] A Map Run that is over is not updated, nor one for which nothing is to be changed.
 *   {api-update-map-run}
 * @assumed [map-run.update-order] Existence is checked before both, that something is to be changed before the status; a greater
 *   concurrency is made use of at once. Because: AWS documents the reasons, and neither their order nor when the settings take effect.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateMapRun.html
 */
export const updateMapRun: Operation<'UpdateMapRun', UpdateMapRunInput, UpdateMapRunOutput> = {
  name: 'UpdateMapRun',
  access: 'write',
  errors: ['InvalidArn', 'ResourceNotFound', 'ValidationException'],
  about: ['mapRunArn'],
  request: {
    mapRunArn: required(shapes.longArn),
    maxConcurrency: optional(shapes.maxConcurrency),
    toleratedFailurePercentage: optional(shapes.toleratedFailurePercentage),
    toleratedFailureCount: optional(shapes.toleratedFailureCount),
  },
  perform(input, context) {
    const record = requireMapRun(input.mapRunArn, context);
    const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = input;
    if (
      maxConcurrency === undefined &&
      toleratedFailureCount === undefined &&
      toleratedFailurePercentage === undefined
    ) {
      throw new RefusalSignal(refusal('mapRunUpdateIsEmpty', {}, { reason: 'MISSING_REQUIRED_PARAMETER' }));
    }
    if (statusOf(record) !== 'RUNNING') {
      throw new RefusalSignal(refusal('completedMapRun', {}, { reason: 'CANNOT_UPDATE_COMPLETED_MAP_RUN' }));
    }
    record.maxConcurrency = maxConcurrency ?? record.maxConcurrency;
    record.toleratedFailureCount = toleratedFailureCount ?? record.toleratedFailureCount;
    record.toleratedFailurePercentage = toleratedFailurePercentage ?? record.toleratedFailurePercentage;
    continueMapRun(record, context.now, context);
    return {};
  },
};
