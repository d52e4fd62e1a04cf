import type { Incoming } from "../http/incoming.js";
import { accountNameOf, asList, asRecord, asText, ShapeError, UnknownMemberError } from "../validation/shapes.js";
import { languageRefusal, unknownMemberRefusal } from "./languageError.js";
import { givenTwice, type Member } from "./project.js";

const host = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*$/i;

/** Reads the body of an assign request, whose only field is the list of that name. */
export function readAssignBody(incoming: Incoming, listName: string): readonly Member[] {
    return refuseShape(incoming, "AssignResourcesInput", () => {
        const members = listOf(incoming, listName).map((item, i) => readMember(item, `${listName}[${i}]`));
        refuseTwice(members.map(({ azureResourceId }) => azureResourceId));
        return members;
    });
}

/** Reads the body of an unassign request, whose only field is the list of that name. */
export function readUnassignBody(incoming: Incoming, listName: string): readonly string[] {
    return refuseShape(incoming, "UnassignResourcesInput", () => {
        const ids = listOf(incoming, listName).map((item, i) => readArmId(item, `${listName}[${i}]`));
        refuseTwice(ids);
        return ids;
    });
}

/** Reads an assign item or a seeded resource: all three fields, and the id that of a Cognitive Services account. */
export function readMember(value: unknown, target: string): Member {
    const item = asRecord(value, target, ["azureResourceId", "customDomain", "region"]);
    const azureResourceId = readArmId(item.azureResourceId, `${target}.azureResourceId`);
    const customDomain = asText(item.customDomain, `${target}.customDomain`);
    // The specification's examples give a host, the product documentation only the subdomain.
    if (!host.test(customDomain)) {
        throw new ShapeError(`${target}.customDomain`, `${target}.customDomain is neither a host nor a subdomain`);
    }
    return { azureResourceId, region: asText(item.region, `${target}.region`), customDomain };
}

/** Returns the value as the ARM id of a Cognitive Services account. */
export function readArmId(value: unknown, target: string): string {
    const id = asText(value, target);
    if (accountNameOf(id) === undefined) {
        throw new ShapeError(target, `${target} is not the ARM id of a Cognitive Services account`);
    }
    return id;
}

function listOf(incoming: Incoming, listName: string): readonly unknown[] {
    const mediaType = incoming.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
    if (mediaType !== "application/json") {
        throw languageRefusal("InvalidRequest", "The Content-Type must be application/json.", "Content-Type");
    }
    const list = asList(asRecord(parseJson(incoming.body), "body", [listName])[listName], listName);
    if (list.length === 0) {
        throw new ShapeError(listName, `${listName} must not be empty`);
    }
    return list;
}

function parseJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        throw languageRefusal("InvalidRequest", "The body is not JSON.", "body");
    }
}

function refuseTwice(ids: readonly string[]): void {
    const twice = givenTwice(ids);
    if (twice) {
        throw new ShapeError("azureResourceId", `${twice} is given twice`);
    }
}

function refuseShape<T>(incoming: Incoming, type: string, read: () => T): T {
    try {
        return read();
    } catch (error) {
        if (error instanceof UnknownMemberError) {
            throw refuseMember(incoming, error, type);
        }
        if (error instanceof ShapeError) {
            throw languageRefusal("InvalidArgument", `${error.message}.`, error.target);
        }
        throw error;
    }
}

function refuseMember(incoming: Incoming, { target: member, place }: UnknownMemberError, type: string) {
    const isOuter = place === "body";
    const path = isOuter ? member : `${place}.${member}`;
    const position = positionOf(incoming.body, member);
    return unknownMemberRefusal({ member, type: isOuter ? type : "ResourceInput", path, position });
}

/** Where a parser that reads on from the start has just read the member's name and colon. */
function positionOf(body: string, member: string): { line: number; column: number } {
    const name = JSON.stringify(member).replace(/\W/g, (sign) => {
        return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
    const [found = ""] = new RegExp(`^[^]*?${name}\\s*:`).exec(body) ?? [];
    const read = found.split("\n");
    return { line: read.length, column: read[read.length - 1]?.length ?? 0 };
}
