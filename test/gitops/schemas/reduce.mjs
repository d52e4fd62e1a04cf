// node reduce.mjs SOURCE TARGET [TASK...]
// Makes a fixture of a published schema: JSON on one line, without the descriptions, which no check needs. Of a Kubernetes
// CustomResourceDefinition it takes the schema of the version that is stored; of the tasks of Azure Pipelines those that are named,
// since all of them are nine tenths of the schema.
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";

const [source, target, ...tasks] = process.argv.slice(2);
const document = parse(readFileSync(source, "utf8"));
if (tasks.length > 0) {
    keepTasks(document.definitions.task);
}
const stored = document.spec?.versions?.find(({ storage }) => storage);
writeFileSync(target, `${JSON.stringify(withoutDescriptions(stored?.schema.openAPIV3Schema ?? document))}\n`);

/** The tasks are listed twice: their names, and the inputs that each takes. */
function keepTasks(definition) {
    const isKept = (name) => tasks.includes(name);
    definition.properties.task.anyOf = definition.properties.task.anyOf.filter(({ enum: [name] }) => isKept(name));
    definition.anyOf = definition.anyOf.filter(({ properties }) =>
        isKept(properties.task.pattern.replace(/[$^]/g, "")),
    );
}

/** Descriptions are texts; a property that is called so has a schema. */
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
