/** End of the string literal that opens at `at`: the index after its closing quote, or the end of the text. */
function skipString(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return Math.min(end + 1, text.length);
}

/** End of the comment that opens at `at`, or `at` where none does. An unclosed block comment is left for JSON to refuse. */
function skipComment(text: string, at: number): number {
  if (text[at] !== '/') return at;
  if (text[at + 1] === '/') {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  }
  if (text[at + 1] !== '*') return at;
  const end = text.indexOf('*/', at + 2);
  return end < 0 ? at : end + 2;
}

const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');

/**
 * JSON with comments as plain JSON: comments outside strings, and commas before a closing bracket, become spaces, so
 * that line and column of everything else stay what they were.
 *
 * @example
 * stripComments('{ "a": 1, // one\n}'); //=> '{ "a": 1        \n}'
 */
export function stripComments(text: string): string {
  const parts: string[] = [];
  let commaAt = -1;
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    const end = char === '"' ? skipString(text, at) : Math.max(skipComment(text, at), at + 1);
    const isComment = char === '/' && end > at + 1;
    if ((char === '}' || char === ']') && commaAt >= 0) parts[commaAt] = ' ';
    if (char === ',') commaAt = parts.length;
    else if (!isComment && !/\s/.test(char)) commaAt = -1;
    parts.push(isComment ? blank(text.slice(at, end)) : text.slice(at, end));
    at = end;
  }
  return parts.join('');
}
