import { open, rename } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { err, ok, type Result } from '../core/result.js';
import { exitCodes, type Failure, failure } from './exit-codes.js';
import { printable } from './printable.js';
import { systemCode, systemText } from './system-error.js';

/** Somewhere that text goes, in order. */
export interface Output {
  /** Resolves once the text was taken: `closed` means nobody reads any more and nothing more need be written. */
  readonly write: (text: string) => Promise<'written' | 'closed' | Failure>;
  readonly close: () => Promise<'written' | 'closed' | Failure>;
}

const cannotWrite = (name: string, error: unknown): Failure =>
  failure(exitCodes.output, `cannot write ${printable(name, 200)}: ${systemText(error)}`);

/** Text gathered before it is handed on, in UTF-16 units. */
const bufferMax = 65_536;

function buffered(flush: (text: string) => ReturnType<Output['write']>): Output {
  let pieces: string[] = [];
  let size = 0;
  const empty = async (): ReturnType<Output['write']> => {
    const text = pieces.join('');
    pieces = [];
    size = 0;
    return text === '' ? 'written' : flush(text);
  };
  return {
    write: async (text) => {
      pieces.push(text);
      size += text.length;
      return size < bufferMax ? 'written' : empty();
    },
    close: empty,
  };
}

/** Output to a stream, at the pace at which it is read. A reader that has gone away is no failure. */
export function streamOutput(stream: Writable, name: string): Output {
  let problem: unknown = null;
  stream.on('error', (error) => {
    problem ??= error;
  });
  return buffered(
    (text) =>
      new Promise((resolve) => {
        const finish = (error?: unknown): void => {
          problem ??= error ?? null;
          const isGone = systemCode(problem) === 'EPIPE' || systemCode(problem) === 'ERR_STREAM_DESTROYED';
          resolve(problem === null ? 'written' : isGone ? 'closed' : cannotWrite(name, problem));
        };
        if (problem !== null || stream.destroyed)
          finish(problem ?? Object.assign(new Error('gone'), { code: 'EPIPE' }));
        else stream.write(text, finish);
      }),
  );
}

/** Output to a file, which is made or emptied at once. */
export async function fileOutput(path: string): Promise<Result<Output, Failure>> {
  try {
    const file = await open(path, 'w');
    const inner = buffered(async (text) => {
      try {
        await file.writeFile(text);
        return 'written';
      } catch (error) {
        return cannotWrite(path, error);
      }
    });
    const close = async (): ReturnType<Output['close']> => {
      const result = await inner.close();
      await file.close().catch(() => undefined);
      return result;
    };
    return ok({ write: inner.write, close });
  } catch (error) {
    return err(cannotWrite(path, error));
  }
}

/** The file that holds the text of {@link replaceFile} until it is whole. */
export const besideOf = (path: string): string => `${path}.part`;

/** Writes a whole file beside its place and then moves it there, so that nobody ever reads half of it. */
export async function replaceFile(path: string, text: string): Promise<Failure | null> {
  const beside = besideOf(path);
  try {
    const file = await open(beside, 'w');
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    await rename(beside, path);
    return null;
  } catch (error) {
    return cannotWrite(path, error);
  }
}
