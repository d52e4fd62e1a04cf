import { jsonAnswer } from "../http/answer.js";
import type { Incoming } from "../http/incoming.js";
import type { Plan } from "../http/plan.js";
import type { EmulatorOptions } from "../options.js";
import type { World } from "../world.js";
import { languageRefusal } from "./languageError.js";
import type { Member, Project } from "./project.js";
import { wholeSecond } from "./versions.js";

/** Plans the list of a project's resources. */
export function planList(world: World, incoming: Incoming, project: Project): Plan {
    return planPages(world, incoming, () => {
        const members = project.members.at(world.now() - world.options.listDelayMs);
        return members.map((member) => itemOf(member, world.options.idCase));
    });
}

/** Plans a list in pages: `skip` items are left out, `top` are the most that all pages hold. */
export function planPages(world: World, incoming: Incoming, list: () => readonly unknown[]): Plan {
    const skip = countOf(incoming, "skip") ?? 0;
    const top = countOf(incoming, "top") ?? Number.MAX_SAFE_INTEGER;
    const { pageSize, largestPageSize } = world.options;
    const wanted = countOf(incoming, "maxpagesize") || pageSize;
    const size = Math.min(top, wanted, Math.max(pageSize, largestPageSize ?? pageSize));
    return {
        trait: "lists",
        run: () => {
            const items = list();
            const isLast = top <= size || skip + size >= items.length;
            const nextLink = isLast ? null : linkTo(incoming, skip + size, top - size);
            return jsonAnswer(200, { value: items.slice(skip, skip + size), nextLink });
        },
    };
}

/** Returns an id in the letter case that lists show. */
export function casedId(id: string, idCase: EmulatorOptions["idCase"]): string {
    return { "as-assigned": id, lower: id.toLowerCase(), upper: id.toUpperCase() }[idCase];
}

function countOf(incoming: Incoming, name: string): number | undefined {
    const text = incoming.query.get(name);
    if (text === null) {
        return undefined;
    }
    if (!/^\d{1,9}$/.test(text)) {
        throw languageRefusal("InvalidArgument", `${name} must be a whole number.`, name);
    }
    return Number(text);
}

function linkTo(incoming: Incoming, skip: number, top: number): string {
    const query = new URLSearchParams(incoming.query);
    query.set("skip", String(skip));
    if (query.has("top")) {
        query.set("top", String(top));
    }
    return `${incoming.origin}${incoming.path.split("?")[0]}?${query}`;
}

function itemOf(member: Member, idCase: EmulatorOptions["idCase"]): Pick<Member, "azureResourceId" | "region"> {
    // The service never returns the custom domain.
    return { azureResourceId: casedId(member.azureResourceId, idCase), region: member.region };
}

/** Plans the answer to a GET of a project. */
export function planProject(project: Project): Plan {
    const createdDateTime = wholeSecond(project.createdAt);
    const kind =
        project.family === "analyze-text"
            ? { projectKind: "CustomSingleLabelClassification", storageInputContainerName: "documents" }
            : { projectKind: "Conversation" };
    const rest = { projectName: project.name, multilingual: false, description: "", language: "en" };
    const times = { createdDateTime, lastModifiedDateTime: createdDateTime };
    return { run: () => jsonAnswer(200, { ...times, ...kind, ...rest }) };
}
