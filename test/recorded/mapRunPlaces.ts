import { childRunsOf, countsAt, type ChildRun } from './childRuns';
import { attemptsOfParent } from './mapRunArrangement';
import type { MapRunTranscript } from './mapRunTranscript';
import type { Probe } from './probe';
import { isObject } from './values';

/** From the start or redrive of the Map Run to its end, epoch milliseconds. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly succeeds: boolean;
}

/**
 * The service begins the next child some tenths of a second after a place is free, the fake at once. So that the counts in between
 * are those of the recording, when children begin is part of the script: at every instant the Map Run is given as many places as the
 * recorded one had children running.
 *
 * Where the Map Run fails, the place of a failed child is filled once more, which no number of places tells: there it keeps its own,
 * until no more children begin.
 */
export class MapRunPlaces {
  private readonly runs: readonly ChildRun[];
  private readonly spans: readonly Span[];
  /** 0: as many as there are. */
  private readonly own: number | undefined;
  private span: Span | undefined;
  private given: number | undefined;
  /** What the Map Run shows since. */
  private shown: number | undefined;

  constructor(
    private readonly probe: Probe,
    private readonly openMapRunArn: () => string | undefined,
    transcript: MapRunTranscript,
  ) {
    this.runs = childRunsOf(transcript);
    this.own = ownPlaces(transcript);
    const isUpdated = transcript.steps.some(({ op }) => op === 'UpdateMapRun');
    this.spans =
      isUpdated || this.own === undefined
        ? []
        : spansOf(transcript).filter((span) => this.runs.some(({ from }) => isWithin(from, span)));
  }

  /** Moves the clock to an instant: children end, and those begin that began then. */
  moveTo(instant: number): void {
    if (instant <= this.probe.sfn.clock.now()) return;
    const span = this.spans.find((each) => isWithin(instant, each));
    if (span !== this.span) this.given = undefined;
    this.span = span;
    if (span === undefined) return this.probe.moveTo(instant);
    const places = this.placesAt(instant, span);
    this.give(Math.min(places, this.given ?? places));
    this.probe.moveTo(instant);
    this.give(places);
  }

  /** The answer of DescribeMapRun, with the places that the definition gives. */
  asDefined(body: unknown): unknown {
    const isGiven = isObject(body) && this.shown !== undefined && body['maxConcurrency'] === this.shown;
    return isGiven ? { ...body, maxConcurrency: this.own } : body;
  }

  private placesAt(instant: number, span: Span): number {
    const isMoreToCome = this.runs.some(({ from }) => from > instant && isWithin(from, span));
    if (!span.succeeds && isMoreToCome) return this.own || Infinity;
    return Math.max(1, countsAt(this.runs, instant).running);
  }

  private give(places: number): void {
    const mapRunArn = this.openMapRunArn();
    if (places === this.given || mapRunArn === undefined) return;
    this.given = places;
    // As AWS writes it, 0 is as many as there are.
    this.shown = places === Infinity ? 0 : places;
    this.probe.sfn.updateMapRun({ mapRunArn, maxConcurrency: this.shown });
  }
}

function isWithin(instant: number, { from, to }: Span): boolean {
  return from <= instant && instant < to;
}

/** The MaxConcurrency of the Map state; undefined where it comes from its input. */
function ownPlaces({ definition }: MapRunTranscript): number | undefined {
  const states = isObject(definition['States']) ? Object.values(definition['States']) : [];
  const map = states.find((state) => isObject(state) && state['Type'] === 'Map');
  if (!isObject(map) || map['MaxConcurrencyPath'] !== undefined) return undefined;
  return Number(map['MaxConcurrency'] ?? 0);
}

function spansOf({ parentHistory }: MapRunTranscript): Span[] {
  return attemptsOfParent(parentHistory).map((events): Span => {
    const timeOf = (type: RegExp) => Date.parse(String(events.find((event) => type.test(event.type))?.t));
    const from = timeOf(/^MapRun(Started|Redriven)$/);
    const to = timeOf(/^MapRun(Succeeded|Failed|Aborted)$/);
    return { from, to, succeeds: events.some(({ type }) => type === 'MapRunSucceeded') };
  });
}
