import Module from "node:module";

/*
 * What Pulumi's processes load and these tests hardly ever use: the readers of package trees, which are 400 modules and a third
 * of a start; TypeScript, which is 9 MB; the Automation API; and what traces. Each is loaded when something of it is first asked
 * for. The packaging tests do without this file, and load everything as users do.
 */
const packages = [
    "@npmcli/arborist",
    "fdir",
    "normalize-package-data",
    "typescript",
    "js-yaml",
    "./automation",
    "@opentelemetry/exporter-zipkin",
    "@opentelemetry/instrumentation",
    "@opentelemetry/instrumentation-grpc",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace-base",
    "@opentelemetry/sdk-trace-node",
];

type Load = (request: string, parent: NodeModule | undefined, isMain: boolean) => object;
const loader = Module as unknown as { _load: Load };

/** Makes `require` of these packages answer at once. */
export function loadLazily(): void {
    const load = loader._load;
    const stand = new Map<string, object>();
    loader._load = (request, parent, isMain) => {
        if (request === "source-map-support/register") {
            // Pulumi takes the stack of each resource, and for that would read and sort the maps of whole packages.
            return {};
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
    // Else TypeScript's helpers for imports copy what the package exports, and so load it; `default` is what they would make.
    const get = (marks: object, name: string | symbol) => {
        if (name in marks) {
            return true;
        }
        const loaded = load();
        return name === "default" && !("__esModule" in loaded) ? loaded : Reflect.get(loaded, name);
    };
    return new Proxy({ __esModule: true }, { get, has: (_, name) => name in load() });
}
