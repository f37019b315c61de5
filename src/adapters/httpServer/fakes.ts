import { DEFAULT_PLACE } from '../../model/arn';
import type { FakeStepFunctions } from '../../service/fakeStepFunctions';
import { createFakeStepFunctions } from '../../service/createFake';
import type { PerRegionOptions } from './options';

/** Where a caller is, as far as its signature says it. */
export interface CallerPlace {
  region?: string | undefined;
  /** Twelve digits. */
  account?: string | undefined;
}

/** The fakes behind a server. */
export interface Fakes {
  /** The one for a caller. */
  of(place: CallerPlace): FakeStepFunctions;
  /** Puts one back to its beginning. */
  reset(sfn: FakeStepFunctions): void;
}

/** One for all callers; it refuses those of another place. */
export function oneFake(sfn: FakeStepFunctions): Fakes {
  return { of: () => sfn, reset: () => sfn.reset() };
}

/** One for each Region and account. Each is made when it is first asked for. */
export function fakesPerRegion({ setup, fakeOptions }: Omit<PerRegionOptions, 'fakes'>): Fakes {
  const fakes = new Map<string, FakeStepFunctions>();
  return {
    of({ region = DEFAULT_PLACE.region, account = DEFAULT_PLACE.account }) {
      const key = `${region} ${account}`;
      const known = fakes.get(key);
      if (known !== undefined) return known;
      const made = createFakeStepFunctions({ ...fakeOptions, region, account });
      setup?.(made);
      fakes.set(key, made);
      return made;
    },
    reset(sfn) {
      sfn.reset();
      setup?.(sfn);
    },
  };
}

/**
 * The place that a signature tells: `Credential=<access key>/20261130/<region>/states/aws4_request`. An access key of twelve digits stands for
 * an account.
 */
export function placeOfSignature(authorization: string | undefined): CallerPlace {
  const [, accessKey = '', region] =
    /Credential=([^/,\s]*)\/\d{8}\/([a-z0-9-]+)\/states\//.exec(authorization ?? '') ?? [];
  return { region, account: /^\d{12}$/.test(accessKey) ? accessKey : undefined };
}
