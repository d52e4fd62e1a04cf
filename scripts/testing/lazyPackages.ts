import Module from "node:module";

/*
 * What Pulumi's processes load and these tests hardly ever use: the reader of package trees, which is 400 modules and a third of
 * a start, and TypeScript, which is 9 MB, and the
 * Automation API. Each is loaded when something of it is first asked for. The packaging tests do without
 * this file, and load everything as users do.
 */
const packages = ["@npmcli/arborist", "typescript", "./automation"];

type Load = (request: string, parent: NodeModule | undefined, isMain: boolean) => object;
const loader = Module as unknown as { _load: Load };

/** Makes `require` of these packages answer at once. */
export function loadLazily(): void {
    const load = loader._load;
    const stand = new Map<string, object>();
    loader._load = (request, parent, isMain) => {
        if (request === "source-map-support/register") {
            return withoutMapsOfPackages(load(request, parent, isMain), load("source-map-support", parent, false));
        }
        if (!packages.includes(request) || !parent?.filename.includes("@pulumi")) {
            return load(request, parent, isMain);
        }
        const found = stand.get(request) ?? lazily(() => load(request, parent, isMain));
        stand.set(request, found);
        return found;
    };
}

function lazily(load: () => object): object {
    // Else TypeScript's helper for `import * as` copies what the package exports, and so loads it.
    return new Proxy(
        { __esModule: true },
        { get: (marks, name) => (name in marks ? true : Reflect.get(load(), name)), has: (_, name) => name in load() },
    );
}

interface SourceMapSupport {
    install(options: { retrieveSourceMap(file: string): { url: string; map: object } | null }): void;
}

/** Pulumi's host takes the stack of each resource, and for that reads and sorts the maps of whole packages. */
function withoutMapsOfPackages(registered: object, support: object): object {
    const map = { version: 3, sources: [], names: [], mappings: "" };
    (support as SourceMapSupport).install({
        retrieveSourceMap: (file) => (file.includes("node_modules") ? { url: file, map } : null),
    });
    return registered;
}
