const ALPHABET = /[A-Za-z0-9+/=]/;

/**
 * The bytes of a text, as Java's MIME decoder reads it; undefined where it cannot.
 *
 * @reported [intrinsic.base64-lenient] States.Base64Decode leaves characters out that are none of Base64, and needs no padding.
 *   {reported-answers}
 * @assumed [intrinsic.base64-broken] What Java's MIME decoder refuses fails: one character too many, padding in a wrong place. Because: AWS
 *   speaks of MIME, and all that was seen is as that decoder does.
 */
export function decodeMimeBase64(text: string): Buffer | undefined {
  const characters = [...text].filter((character) => ALPHABET.test(character)).join('');
  const [digits = '', padding = '', rest = ''] = /^([^=]*)(=*)(.*)$/.exec(characters)?.slice(1) ?? [];
  const over = digits.length % 4;
  if (over === 1 || rest !== '') return undefined;
  if (padding.length > 0 && (over === 0 || over + padding.length !== 4)) return undefined;
  return Buffer.from(digits, 'base64');
}
