/**
 * What a JSON text holds that a person or a program wrote to a file: editors and shells put a byte order mark before it.
 *
 * @param refused Makes the error from what is wrong with the text.
 */
export function jsonOfText(text: string, refused: (message: string) => Error): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw refused((error as Error).message);
  }
}
