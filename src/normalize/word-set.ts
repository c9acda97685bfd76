/** Words of a text as a set. Bundlers leave one out that nobody asks, where `@__PURE__` stands before the call. */
export const wordSet = (words: string, mark = ' '): ReadonlySet<string> => new Set(words.split(mark));
