/** A function that ends what a call has begun; `using` calls it at the end of its block. */
export interface Ending {
  (): void;
  [Symbol.dispose](): void;
}

export function endingBy(end: () => void): Ending {
  return Object.assign(end, { [Symbol.dispose]: end });
}
