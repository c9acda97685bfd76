const texts: { readonly [code: string]: string } = {
  ENOENT: 'no such file or directory',
  EISDIR: 'is a directory',
  ENOTDIR: 'a part of the path is not a directory',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ERR_INVALID_ARG_VALUE: 'not a path',
};

/** The code of an error of the operating system or of a stream that is gone, or null for any other. */
export function systemCode(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^(?:E[A-Z0-9]+|ERR_INVALID_ARG_VALUE|ERR_STREAM_\w+)$/.test(code) ? code : null;
}

/** An error of the operating system in words. */
export function systemText(error: unknown): string {
  const code = systemCode(error);
  if (code !== null) return texts[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}
