// node reduce.mjs SOURCE TARGET [TASK...]
// Makes a fixture from a published schema: JSON on one line, without descriptions. From a Kubernetes CustomResourceDefinition it takes the
// schema of the stored version; from Azure Pipelines' schema only the named tasks, since the tasks make up nine tenths of it.
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";

const [source, target, ...tasks] = process.argv.slice(2);
const document = parse(readFileSync(source, "utf8"));
if (tasks.length > 0) {
    keepTasks(document.definitions.task);
}
const stored = document.spec?.versions?.find(({ storage }) => storage);
writeFileSync(target, `${JSON.stringify(withoutDescriptions(stored?.schema.openAPIV3Schema ?? document))}\n`);

/** Tasks are listed twice: once by name, once with their inputs. */
function keepTasks(definition) {
    const isKept = (name) => tasks.includes(name);
    definition.properties.task.anyOf = definition.properties.task.anyOf.filter(({ enum: [name] }) => isKept(name));
    definition.anyOf = definition.anyOf.filter(({ properties }) =>
        isKept(properties.task.pattern.replace(/[$^]/g, "")),
    );
}

/** A description is text; a property named `description` has a schema. */
function withoutDescriptions(value) {
    if (Array.isArray(value)) {
        return value.map(withoutDescriptions);
    }
    if (value === null || typeof value !== "object") {
        return value;
    }
    const entries = Object.entries(value).filter(([key, each]) => !(isProse(key) && typeof each === "string"));
    return Object.fromEntries(entries.map(([key, each]) => [key, withoutDescriptions(each)]));
}

function isProse(key) {
    return ["description", "markdownDescription", "x-intellij-html-description"].includes(key);
}
