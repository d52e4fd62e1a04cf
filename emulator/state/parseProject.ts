import { parseDeployments } from "../language/deployments.js";
import { families, type Member, makeProject, type Project, sameResource } from "../language/project.js";
import { readArmId, readMember } from "../language/readBody.js";
import { accountNameOf } from "../validation/armId.js";
import { ShapeError } from "../validation/shapeError.js";
import { asList, asRecord } from "../validation/shapes.js";

// The documentation allows 50 characters, the specification 100.
const projectName = /^[\w.-]{1,100}$/;

/** Reads a project to seed under its key; whatever is unknown or makes no sense is a ShapeError that names it. */
export function parseProject(key: string, value: unknown, now: number): Project {
    const target = `projects["${key}"]`;
    const slash = key.indexOf("/");
    const family = families.find((candidate) => candidate === key.slice(0, slash));
    const name = key.slice(slash + 1);
    if (!family || !projectName.test(name)) {
        const message = `${target} must be keyed <family>/<name>; the family is ${families.join(" or ")}`;
        throw new ShapeError(target, `${message}, the name has letters, digits and _ . - only`);
    }
    const given = asRecord(value, target, ["resources", "deployments"]);
    const resources = asList(given.resources ?? [], `${target}.resources`);
    const members = resources.map((item, index) => parseMember(item, `${target}.resources[${index}]`));
    assertDistinct(members, target);
    return makeProject(family, name, now, members, parseDeployments(given.deployments, `${target}.deployments`));
}

function parseMember(value: unknown, target: string): Member {
    const given = asRecord(value, target);
    const account = accountNameOf(readArmId(given.azureResourceId, `${target}.azureResourceId`));
    const defaults = { region: "westeurope", customDomain: `${account?.toLowerCase()}.cognitiveservices.azure.com` };
    return readMember({ ...defaults, ...given }, target);
}

function assertDistinct(members: readonly Member[], target: string): void {
    members.forEach(({ azureResourceId: id }, index) => {
        if (members.slice(0, index).some((earlier) => sameResource(earlier.azureResourceId, id))) {
            throw new ShapeError(target, `${target} has the resource ${id} twice`);
        }
    });
}
