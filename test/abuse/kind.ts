import fc from 'fast-check';

/** A kind of abuse: a property, and how much of it makes a full run. */
export interface Kind {
  /** Also its name on the command line. */
  readonly name: string;
  /** How many of them a full run tries. */
  readonly full: number;
  /** How many of them one run of the property tries: a batch on one scene. */
  readonly batch: number;
  /** How many runs of the property make a step: progress is told, and kept, after each. */
  readonly step: number;
  property(): fc.IRawProperty<unknown>;
}

/** What a step has come to: nothing, or the smallest input that fails, and where fast-check finds it again. */
export interface Fault {
  readonly kind: string;
  readonly seed: number;
  readonly path: string;
  readonly report: string;
}

interface Step {
  readonly seed: number;
  readonly runs: number;
  /** To look at one input again. */
  readonly path?: string;
}

/** Runs a property so often. */
export async function tried(kind: Kind, { seed, runs, path }: Step): Promise<Fault | undefined> {
  const details = await fc.check(kind.property(), { seed, numRuns: runs, ...(path === undefined ? {} : { path }) });
  if (!details.failed) return undefined;
  return {
    kind: kind.name,
    seed: details.seed,
    path: details.counterexamplePath ?? '',
    report: `${reasonOf(details.errorInstance)}\nThe smallest input that fails:\n${fc.stringify(details.counterexample)}`,
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The command that runs one input again. */
export function again({ kind, seed, path }: Fault): string {
  return `npm run abuse -- --only ${kind} --seed ${seed} --path ${path}`;
}

/** How many runs of the property a share of the full run makes: one at least. */
export function runsOf({ full, batch }: Kind, share: number): number {
  return Math.max(1, Math.round((full * share) / batch));
}
