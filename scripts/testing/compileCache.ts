import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import Module from "node:module";
import { basename, dirname, join, sep } from "node:path";
import { deserialize, serialize } from "node:v8";
import { Script } from "node:vm";

/** The compiled code of modules, by file, and of which version of the file: V8 itself only compares lengths. */
type Cache = Map<string, { version: string; code: Buffer }>;
type Fresh = Map<string, { version: string; script: Script }>;

interface CompilingModule extends NodeModule {
    _compile(content: string, filename: string, ...more: unknown[]): unknown;
}

/** What is written only once nothing more has been loaded for so long. */
const quietInMs = 400;
/** Fewer new modules than this are not worth writing everything again. */
const leastNews = 20;

const prototype = Module.prototype as unknown as CompilingModule;

/** Processes of one kind load the same modules. */
function entryName(): string {
    const script = process.argv[1] ?? "";
    return `${basename(dirname(script))}-${basename(script)}`;
}

/**
 * Keeps V8's compiled code of modules between processes, as Node.js itself can from version 22 on. Hundreds of processes each
 * load the same thousand modules, and half of that time is V8's for compiling them.
 */
export function keepCompiled(folder: string): void {
    const file = join(folder, `${process.version}-${process.arch}-${entryName()}`);
    const known = read(file);
    const fresh: Fresh = new Map();
    const timer = setTimeout(() => save(file, known, fresh), quietInMs).unref();
    const compile = prototype._compile;
    prototype._compile = function (this: CompilingModule, content: string, filename: string, ...more: unknown[]) {
        const version = imports(content, filename) ? undefined : versionOf(filename, content);
        const stored = known.get(filename);
        const cachedData = stored?.version === version ? stored?.code : undefined;
        const script = version && scriptOf(content, filename, cachedData);
        if (!script) {
            return compile.call(this, content, filename, ...more);
        }
        if (!cachedData || script.cachedDataRejected) {
            fresh.set(filename, { version, script });
            timer.refresh();
        }
        const { exports } = this;
        return script.runInThisContext().call(exports, exports, requireOf(this), this, filename, dirname(filename));
    };
}

/** What came from a cache cannot do this in Node.js 20. TypeScript's text is full of it, and does none. */
function imports(content: string, filename: string): boolean {
    return content.includes("import(") && !filename.endsWith(`${sep}typescript.js`);
}

/** Undefined for what is no file, such as the providers that Pulumi makes modules of. */
function versionOf(filename: string, content: string): string | undefined {
    const stats = statSync(filename, { throwIfNoEntry: false });
    return stats && `${stats.mtimeMs} ${content.length}`;
}

/** Undefined for what is no script: Node.js takes ECMAScript modules here too. */
function scriptOf(content: string, filename: string, cachedData: Buffer | undefined): Script | undefined {
    try {
        return new Script(Module.wrap(content), { filename, ...(cachedData ? { cachedData } : {}) });
    } catch {
        return undefined;
    }
}

/** The `require` that a module is given. */
function requireOf(module: CompilingModule): NodeJS.Require {
    const internals = Module as unknown as {
        _resolveFilename(request: string, parent: NodeModule, isMain: boolean, options?: object): string;
        _resolveLookupPaths(request: string, parent: NodeModule): string[] | null;
        _extensions: NodeJS.RequireExtensions;
        _cache: NodeJS.Dict<NodeModule>;
    };
    const resolve = Object.assign(
        (request: string, options?: object) => internals._resolveFilename(request, module, false, options),
        { paths: (request: string) => internals._resolveLookupPaths(request, module) },
    );
    return Object.assign((id: string) => module.require(id), {
        resolve,
        main: process.mainModule,
        extensions: internals._extensions,
        cache: internals._cache,
    });
}

function read(file: string): Cache {
    try {
        return deserialize(readFileSync(file));
    } catch {
        return new Map();
    }
}

/** Others may be writing the same file: each writes one of its own, and the last one stays. */
function save(file: string, known: Cache, fresh: Fresh): void {
    if (fresh.size < leastNews) {
        return;
    }
    const cache: Cache = new Map(known);
    for (const [filename, { version, script }] of fresh) {
        cache.set(filename, { version, code: script.createCachedData() });
    }
    const own = `${file}.${process.pid}`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(own, serialize(cache));
    renameSync(own, file);
}
