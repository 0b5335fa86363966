/**
 * Characters and the X keysyms that produce them.
 * Source: X Window System Protocol, appendix A: Latin-1 keysyms equal the code point, every other character is
 * 0x01000000 + its code point.
 */
export const RETURN = 0xff0d;
export const TAB = 0xff09;
const UNICODE = 0x01000000;

const isLatin1 = (n: number): boolean => (n >= 0x20 && n <= 0x7e) || (n >= 0xa0 && n <= 0xff);

/** Half of a character outside the basic plane: not a character. */
const isSurrogate = (n: number): boolean => n >= 0xd800 && n <= 0xdfff;

/** The keysym of a character; null for what no key types: control characters and halves of characters. */
export function keysymOf(character: string): number | null {
  if (character === '\n') return RETURN;
  if (character === '\t') return TAB;
  const code = character.codePointAt(0) ?? 0;
  if (isLatin1(code)) return code;
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || isSurrogate(code) ? null : UNICODE + code;
}

/** A text as the characters that are typed: CR LF and CR are one Return. */
export const typedCharacters = (text: string): string[] => [...text.replace(/\r\n?/g, '\n')];
