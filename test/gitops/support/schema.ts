import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ErrorObject } from "ajv";
import addFormats from "ajv-formats";
import { repository } from "../../packaging/support/repository";

/** Answers what is wrong with a document, each as "/path message"; an empty list for one that the schema accepts. */
export type Validate = (document: unknown) => string[];

/**
 * Compiles a schema of `test/gitops/schemas`. As the services do, it takes numbers and booleans for texts; words that only editors
 * know are passed over.
 */
export function schema(name: string, prepare: (schema: object) => object = (schema) => schema): Validate {
    const text = readFileSync(join(repository, "test", "gitops", "schemas", `${name}.json`), "utf8");
    const ajv = new Ajv({ strict: false, coerceTypes: true, unicodeRegExp: false, logger: false });
    addFormats.default(ajv);
    const validate = ajv.compile(prepare(JSON.parse(text)));
    // Coercion writes into what it is given.
    return (document) => (validate(structuredClone(document)) ? [] : problems(validate.errors ?? []));
}

/** Of the many ways in which alternatives are missed, those that got furthest into the document tell most. */
function problems(errors: readonly ErrorObject[]): string[] {
    const depth = Math.max(...errors.map(({ instancePath }) => instancePath.split("/").length));
    const deepest = errors.filter(({ instancePath }) => instancePath.split("/").length === depth);
    const texts = deepest.map(({ instancePath, message, params }) => {
        return `${instancePath} ${message} ${JSON.stringify(params)}`;
    });
    return [...new Set(texts)];
}

/** Kubernetes drops properties that a resource's definition does not know; here they are mistakes. */
export function refuseUnknown(node: unknown): unknown {
    if (Array.isArray(node)) {
        return node.map(refuseUnknown);
    }
    if (node === null || typeof node !== "object") {
        return node;
    }
    const entries = Object.entries(node).map(([key, value]) => [key, refuseUnknown(value)]);
    const open = ["additionalProperties", "x-kubernetes-preserve-unknown-fields"].some((key) => key in node);
    const isClosed = "properties" in node && "type" in node && node.type === "object" && !open;
    return Object.fromEntries([...entries, ...(isClosed ? [["additionalProperties", false]] : [])]);
}
