import { invalid } from '../model/arguments';

/** What a handler answers with. */
export type Resolver = (info: { request: Request }) => Promise<Response | undefined>;

/** The parts of msw that the handlers are made of: `{ http, HttpResponse }` of the consumer's own msw, 2 or 3. */
export interface MswNamespace<Handler = unknown> {
  readonly http: { post(path: string, resolver: Resolver): Handler };
  readonly HttpResponse: new (
    body: string | null,
    init: { status: number; headers?: Record<string, string> },
  ) => Response;
}

/** Refuses what is not msw, as far as it is used. */
export function requireMswParts(call: string, msw: unknown): void {
  const { http, HttpResponse } = (msw ?? {}) as Partial<MswNamespace>;
  if (typeof http?.post === 'function' && typeof HttpResponse === 'function') return;
  const hint = "Write { msw: { http, HttpResponse } } with what you import from 'msw'.";
  throw invalid(`The option msw of ${call} is no msw.`, msw, hint);
}
