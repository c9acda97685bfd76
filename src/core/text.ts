/** Half of a surrogate pair by itself. */
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * Whether a value is a text of at most so many UTF-16 code units that any store can keep: JSON can carry U+0000 and
 * lone surrogates, but databases refuse them for ever.
 */
export const isStorableText = (value: unknown, lengthMax: number): value is string =>
  typeof value === 'string' && value.length <= lengthMax && !value.includes('\0') && !loneSurrogate.test(value);

/** A text on one line: every run of white space is one space. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
