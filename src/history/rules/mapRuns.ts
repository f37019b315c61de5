import { currentRound, type TracedEvent } from '../trace';
import { hangsOn, nameOf, ruleFamily } from './historyRule';
import { textFrom } from '../../model/capturedMember';

function mapStarted(event: TracedEvent): TracedEvent | undefined {
  return event.visit && currentRound(event.visit, event)?.started;
}

function checkRedriven(event: TracedEvent): string | undefined {
  // A retry of the Map state, or a redrive after States.DataLimitExceeded, has started another one.
  const newest = event.visit?.mapRunStarts.findLast(
    ({ type, position }) => type === 'MapRunStarted' && position < event.position,
  );
  if (newest === undefined) return 'no Map Run was started before';
  const { mapRunArn, redriveCount } = event.details;
  if (mapRunArn !== newest.details['mapRunArn']) {
    return `its mapRunArn is ${textFrom(mapRunArn)}, that of the Map Run is ${textFrom(newest.details['mapRunArn'])}`;
  }
  return redriveCount === event.attempt
    ? undefined
    : `its redriveCount is ${textFrom(redriveCount)}, due: ${event.attempt}`;
}

function checkEnd(event: TracedEvent): string | undefined {
  const { visit } = event;
  if (visit === undefined) return `no Map Run leads to it from ${nameOf(event.previous)}`;
  const newest = visit.mapRunStarts.findLast((start) => start.position < event.position);
  return hangsOn(event, newest);
}

/** Map Runs of a Distributed Map, as the parent's history tells of them. */
export const mapRunRules = ruleFamily('mapRuns', [
  {
    id: 'started',
    says: 'MapRunStarted and each MapRunRedriven hang on MapStateStarted.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    types: ['MapRunStarted', 'MapRunRedriven'],
    check: (event) => hangsOn(event, mapStarted(event)),
  },
  {
    id: 'redriven',
    says: 'MapRunRedriven names the Map Run that was started last and the redrive count of the execution.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    types: ['MapRunRedriven'],
    check: checkRedriven,
  },
  {
    id: 'ended',
    says: 'MapRunSucceeded and MapRunFailed hang on the newest MapRunStarted or MapRunRedriven.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    types: ['MapRunSucceeded', 'MapRunFailed'],
    check: checkEnd,
  },
  {
    id: 'aborted',
    says: 'MapRunAborted hangs on the newest MapRunStarted or MapRunRedriven.',
    evidence: 'assumed',
    source: 'recorded-map-runs',
    reason: 'It was never recorded; the other ends of a Map Run hang there.',
    types: ['MapRunAborted'],
    check: checkEnd,
  },
]);
