/**
 * Calls back after a time, by the `setTimeout` that is there at this moment: fake timers of a test rule it. It keeps no process alive.
 *
 * @returns a function that takes it back.
 */
export function afterReal(milliseconds: number, callback: () => void): () => void {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const timer = set(callback, milliseconds) as unknown as { unref?(): void } | number;
  if (typeof timer === 'object') timer.unref?.();
  return () => clear(timer as never);
}

/** A socket that emits `timeout` after a time without traffic. */
export function limitIdleTime(socket: { setTimeout(milliseconds: number): unknown }, milliseconds: number): void {
  socket.setTimeout(milliseconds);
}
