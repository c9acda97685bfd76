// While `poisoned(run)` runs, whatever would make a result depend on the machine throws: clocks, chance, the host's
// zone and locale, transcendental functions (their last bits differ between engines), the network, timers, the
// environment, and the console. Only globals are replaced, and only for the length of the call.

type Undo = () => void;

/** A function that throws, called or constructed. */
function forbidden(name: string): () => never {
  function refuse(): never {
    throw new Error(`the code under test used \`${name}\``);
  }
  return refuse;
}

function replace(owner: object, key: string, descriptor: PropertyDescriptor): Undo {
  const before = Object.getOwnPropertyDescriptor(owner, key);
  Object.defineProperty(owner, key, { configurable: true, ...descriptor });
  return () => {
    if (before === undefined) delete (owner as { [key: string]: unknown })[key];
    else Object.defineProperty(owner, key, before);
  };
}

const poison = (owner: object, name: string, keys: readonly string[]): readonly Undo[] =>
  keys.map((key) => replace(owner, key, { value: forbidden(`${name}.${key}`), writable: true }));

/** Functions whose last bits the language leaves to the engine. */
const inexact =
  'random pow exp log log2 log10 log1p expm1 sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh cbrt hypot';

/** `new Date(instant)` and `Date.UTC` are arithmetic; all else reads the clock or the host's zone. */
const poisonedDate: typeof Date = new Proxy(Date, {
  construct(target, args) {
    if (args.length !== 1 || typeof args[0] !== 'number') forbidden('new Date() without an instant')();
    return Reflect.construct(target, args) as Date;
  },
  apply: forbidden('Date()'),
  get: (target, key) => (key === 'now' || key === 'parse' ? forbidden(`Date.${key}`) : Reflect.get(target, key)),
});

const localOfDate =
  'getTimezoneOffset getHours getMinutes getDate getDay getMonth getFullYear toString toDateString toTimeString ' +
  'toLocaleString toLocaleDateString toLocaleTimeString setHours setDate setMonth setFullYear';

interface Options {
  readonly timeZone?: string;
}
const needsZone =
  (use: (target: object, args: unknown[]) => object) =>
  (target: object, ...rest: unknown[]): object => {
    const args = rest.find((item): item is unknown[] => Array.isArray(item)) ?? [];
    if (typeof (args[1] as Options | undefined)?.timeZone !== 'string')
      forbidden('Intl.DateTimeFormat without a zone')();
    if (typeof args[0] !== 'string') forbidden('Intl.DateTimeFormat without a locale')();
    return use(target, args);
  };
const zonedFormat: unknown = new Proxy(Intl.DateTimeFormat, {
  construct: needsZone((target, args) => Reflect.construct(target as new () => object, args)),
  apply: needsZone((target, args) => Reflect.construct(target as new () => object, args)),
});

const localeKeys = {
  String: ['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase'],
  Number: ['toLocaleString'],
  Array: ['toLocaleString'],
  Object: ['toLocaleString'],
} as const;

const timers =
  'fetch setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame WebSocket XMLHttpRequest';

function poisonAll(): readonly Undo[] {
  const words = (text: string): readonly string[] => text.split(' ');
  return [
    ...poison(Math, 'Math', words(inexact)),
    ...poison(Date.prototype, 'Date.prototype', words(localOfDate)),
    replace(globalThis, 'Date', { value: poisonedDate, writable: true }),
    ...Object.entries(localeKeys).flatMap(([name, keys]) =>
      poison((globalThis as unknown as { [name: string]: { prototype: object } })[name]!.prototype, name, keys),
    ),
    replace(Intl, 'DateTimeFormat', { value: zonedFormat, writable: true }),
    ...poison(Intl, 'Intl', ['Collator', 'NumberFormat', 'PluralRules', 'ListFormat', 'DisplayNames', 'Segmenter']),
    ...poison(globalThis, 'globalThis', words(timers)),
    ...poison(globalThis.performance, 'performance', ['now']),
    ...poison(globalThis.crypto, 'crypto', ['randomUUID', 'getRandomValues']),
    ...poison(console, 'console', ['log', 'warn', 'error', 'info', 'debug']),
    replace(process, 'env', { get: forbidden('process.env') }),
    ...poison(process, 'process', ['hrtime', 'cwd', 'uptime', 'memoryUsage', 'nextTick']),
  ];
}

/** Runs a synchronous function in a world without clock, chance, host zone, locale or network. */
export function poisoned<T>(run: () => T): T {
  const undo = poisonAll();
  try {
    return run();
  } finally {
    for (const restore of [...undo].reverse()) restore();
  }
}
