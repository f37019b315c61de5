/** What was given after the name of a command. */
export interface Given {
  readonly positionals: readonly string[];
  /** An option with one value. */
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  is(name: string): boolean;
  /** A whole number. */
  count(name: string): number | undefined;
}
