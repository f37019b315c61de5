export { startServer } from './startServer';
export type { ListenOptions, PerRegionOptions, RunningServer } from './options';
export type { CallerPlace } from './fakes';
