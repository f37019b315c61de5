import type { HistorySource } from '../../history/historyEvents';
import { readHistory } from '../../history/readHistory';
import { toSdkEvent } from '../../model/historyEvent';
import { provenanceOf, remember, selfOf } from '../../model/provenance';
import { describeShape, listItemShape } from '../../service/executions/executionShapes';
import { coreOf, type FakeStepFunctions } from '../../service/fakeStepFunctions';
import { statusOf } from '../../service/mapRuns/record';
import type { ServiceCore } from '../../service/serviceCore';
import type { ExecutionRecord } from '../../service/store';
import { mapRunSubject, type MapRunSubject } from './mapRuns';
import type { ReportSource } from './subject';

/** What the fake that an execution is in knows of it. Nothing is called or goes on by looking at it. */
export interface KnownToFake {
  readonly history: HistorySource;
  readonly describe: object;
  readonly mapRuns: readonly MapRunSubject[];
}

export function knownToFake(source: ReportSource): KnownToFake | undefined {
  const provenance = provenanceOf(source);
  if (provenance?.executionArn === undefined) return undefined;
  const core = coreBehind(provenance.fake);
  const record = core?.store.executions.get(provenance.executionArn);
  if (core === undefined || record === undefined) return undefined;
  return knownOf(core, record, isHistory(source) ? source : undefined);
}

const isHistory = (source: ReportSource): source is HistorySource => Array.isArray(source) || 'events' in source;

/** A copy of the kit that was loaded anew does not see into the fakes of another. */
function coreBehind(fake: object | undefined): ServiceCore | undefined {
  try {
    return fake && coreOf(selfOf(fake) as FakeStepFunctions);
  } catch {
    return undefined;
  }
}

/** @param given A history that was taken earlier: what the fake says of the present must not be told of it. */
export function knownOf(core: ServiceCore, record: ExecutionRecord, given?: HistorySource): KnownToFake {
  const { run } = record;
  const { executionArn, definition, stateMachineArn } = run;
  const isPresent = given === undefined || readHistory(given).events.length === run.events.length;
  return {
    history: given ?? remember(run.events.map(toSdkEvent), { fake: core, executionArn, definition }),
    describe: isPresent
      ? describeShape(record, core.circumstances(), { withData: false })
      : { executionArn, stateMachineArn, name: run.executionName },
    mapRuns: isPresent ? record.mapRuns.flatMap((arn) => mapRunOf(core, arn)) : [],
  };
}

function mapRunOf({ store }: ServiceCore, arn: string): MapRunSubject[] {
  const mapRun = store.mapRuns.get(arn);
  if (mapRun === undefined) return [];
  const described = { mapRunArn: arn, status: statusOf(mapRun), redriveCount: mapRun.redriveCount };
  const children = mapRun.children.flatMap((child) => store.executions.get(child) ?? []);
  return [
    mapRunSubject(
      described,
      children.map((child) => ({ ...listItemShape(child), error: child.run.error })),
    ),
  ];
}
