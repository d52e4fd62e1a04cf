import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import Module from "node:module";
import { basename, dirname, isAbsolute, join, sep } from "node:path";
import { deserialize, serialize } from "node:v8";
import { Script } from "node:vm";

/** A module as it was when it was last compiled: its text, and what V8 made of it. */
interface Stored {
    version: string;
    text: string;
    code: Buffer;
}

/** What processes of one kind have loaded. */
interface Cache {
    /** By file. */
    modules: Map<string, Stored>;
    /** Which file each request from a folder meant. */
    found: Map<string, string>;
}

interface CompilingModule extends NodeModule {
    _compile(content: string, filename: string, ...more: unknown[]): unknown;
}

/** The parts of Node.js's loader that tools like this one have always used. */
const loader = Module as unknown as {
    _resolveFilename(request: string, parent: NodeModule, isMain: boolean, options?: object): string;
    _resolveLookupPaths(request: string, parent: NodeModule): string[] | null;
    _extensions: Record<string, (module: CompilingModule, filename: string) => void>;
    _cache: NodeJS.Dict<NodeModule>;
    prototype: CompilingModule;
};

/** What is written only once nothing more has been loaded for so long. */
const quietInMs = 400;
/** Fewer new modules than this are not worth writing everything again. */
const leastNews = 20;
/** Folders of one test's own. */
const passing = `${sep}.work${sep}`;

/**
 * Keeps what modules are, and V8's compiled code of them, between processes, as Node.js itself can do the latter from version 22 on.
 * Hundreds of processes each load the same thousand modules. Half of that time goes into compiling them, and a third into
 * finding and reading them.
 */
export function keepCompiled(folder: string): void {
    const file = join(folder, `${process.version}-${process.arch}-${entryName()}`);
    const { modules, found } = read(file);
    const fresh = new Map<string, Omit<Stored, "code"> & { script: Script }>();
    const timer = setTimeout(() => save(file, { modules, found }, fresh), quietInMs).unref();

    const resolve = loader._resolveFilename;
    loader._resolveFilename = (request, parent, isMain, options) => {
        const from =
            options || !parent?.filename || parent.filename.includes(passing) ? undefined : dirname(parent.filename);
        const earlier = from && found.get(`${from}\0${request}`);
        // Files move from build to build.
        const known = earlier && (!isAbsolute(earlier) || existsSync(earlier)) ? earlier : undefined;
        const filename = known ?? resolve(request, parent, isMain, options);
        if (from && !known && !filename.includes(passing)) {
            found.set(`${from}\0${request}`, filename);
        }
        return filename;
    };

    const loadScript = loader._extensions[".js"];
    loader._extensions[".js"] = (module, filename) => {
        const stored = modules.get(filename);
        if (stored && stored.version === versionOf(filename)) {
            module._compile(stored.text, filename);
        } else {
            loadScript?.(module, filename);
        }
    };

    const compile = loader.prototype._compile;
    loader.prototype._compile = function (this: CompilingModule, text: string, filename: string, ...more: unknown[]) {
        const stored = modules.get(filename);
        const isKnown = stored?.text === text;
        const version = isKnown ? stored.version : imports(text, filename) ? undefined : versionOf(filename);
        const script = version && scriptOf(text, filename, isKnown ? stored.code : undefined);
        if (!script) {
            return compile.call(this, text, filename, ...more);
        }
        if (!isKnown || script.cachedDataRejected) {
            fresh.set(filename, { version, text, script });
            timer.refresh();
        }
        const { exports } = this;
        return script.runInThisContext().call(exports, exports, requireOf(this), this, filename, dirname(filename));
    };
}

/** Processes of one kind load the same modules, and those with the same flags take each other's code. */
function entryName(): string {
    const script = process.argv[1] ?? "";
    return [basename(dirname(script)), basename(script), ...process.execArgv].join("-").replace(/[^\w.-]/g, "_");
}

/** Undefined for what is no file that lasts, such as the providers that Pulumi makes modules of. */
function versionOf(filename: string): string | undefined {
    const stats = filename.includes(passing) ? undefined : statSync(filename, { throwIfNoEntry: false });
    return stats && `${stats.mtimeMs} ${stats.size}`;
}

/** What came from a cache cannot do this in Node.js 20. TypeScript's text is full of it, and does none. */
function imports(text: string, filename: string): boolean {
    return text.includes("import(") && !filename.endsWith(`${sep}typescript.js`);
}

/** Undefined for what is no script: Node.js takes ECMAScript modules here too. */
function scriptOf(text: string, filename: string, cachedData: Buffer | undefined): Script | undefined {
    try {
        return new Script(Module.wrap(text), { filename, ...(cachedData ? { cachedData } : {}) });
    } catch {
        return undefined;
    }
}

/** The `require` that a module is given. */
function requireOf(module: CompilingModule): NodeJS.Require {
    const resolve = Object.assign(
        (request: string, options?: object) => loader._resolveFilename(request, module, false, options),
        { paths: (request: string) => loader._resolveLookupPaths(request, module) },
    );
    return Object.assign((id: string) => module.require(id), {
        resolve,
        main: process.mainModule,
        extensions: loader._extensions as unknown as NodeJS.RequireExtensions,
        cache: loader._cache,
    });
}

/** What an earlier build of this file wrote may have another shape, and counts for nothing. */
function read(file: string): Cache {
    const empty = { modules: new Map(), found: new Map() };
    try {
        const { modules = empty.modules, found = empty.found } = deserialize(readFileSync(file));
        return { modules, found };
    } catch {
        return empty;
    }
}

/** Others may be writing the same file: each writes one of its own, and the last one stays. */
function save(file: string, known: Cache, fresh: Map<string, Omit<Stored, "code"> & { script: Script }>): void {
    if (fresh.size < leastNews) {
        return;
    }
    const modules = new Map(known.modules);
    for (const [filename, { version, text, script }] of fresh) {
        modules.set(filename, { version, text, code: script.createCachedData() });
    }
    const own = `${file}.${process.pid}`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(own, serialize({ ...known, modules }));
    renameSync(own, file);
}
