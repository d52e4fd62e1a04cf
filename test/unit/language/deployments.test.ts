import { expect } from "chai";
import {
    affectedDeployments,
    deployedMembers,
    deploymentKey,
    deploymentNames,
    isDeploymentPage,
    readDeploymentPage,
} from "#provider/language/deployments";
import { arm } from "../../harness/bench/samples";
import { countedWork } from "../support/countedWork";

/** Which deployments of a page unassigning Weu would touch. */
function affected(...value: unknown[]) {
    return affectedDeployments(readDeploymentPage({ value }).entries, [arm("Weu")]);
}

describe("deployments", () => {
    const page: [title: string, body: unknown, expected: boolean][] = [
        ["an empty list", { value: [], nextLink: null }, true],
        ["a list", { value: [{}] }, true],
        ["no list", { value: {} }, false],
        ["nothing", undefined, false],
        ["a text", "value", false],
    ];
    for (const [title, body, expected] of page) {
        it(`${expected ? "takes" : "does not take"} ${title} for a page`, () => {
            expect(isDeploymentPage(body)).to.equal(expected);
        });
    }

    const found: [title: string, item: unknown, where: "deleted" | "unlocated" | "elsewhere", name?: string][] = [
        ["on the member, by resourceId", { assignedResources: [{ resourceId: arm("WEU") }] }, "deleted"],
        [
            "on the member, by azureResourceId",
            { assignedResources: [{ azureResourceId: `${arm("weu")}/` }] },
            "deleted",
        ],
        [
            "on the member among others",
            { assignedResources: [{ resourceId: arm("Neu") }, { azureResourceId: arm("Weu") }] },
            "deleted",
        ],
        ["on another member", { assignedResources: [{ azureResourceId: arm("Neu") }] }, "elsewhere"],
        ["on no resource at all", { assignedResources: [] }, "elsewhere"],
        ["of which nothing is said", {}, "unlocated"],
        ["of which null is said", { assignedResources: null }, "unlocated"],
        ["on a resource without an id", { assignedResources: [{ region: "westeurope" }] }, "deleted"],
        ["on a resource with an empty id", { assignedResources: [{ resourceId: "" }] }, "deleted"],
        ["on what is no list", { assignedResources: "everywhere" }, "deleted"],
        ["on what is no resource", { assignedResources: [5] }, "deleted"],
        ["that has neither name nor place", { deploymentName: undefined }, "deleted", "(unnamed)"],
        ["that is no object", "production", "deleted", "(unreadable)"],
        [
            "without a name",
            { deploymentName: undefined, assignedResources: [{ resourceId: arm("Weu") }] },
            "deleted",
            "(unnamed)",
        ],
    ];
    for (const [title, item, where, name = "production"] of found) {
        it(`finds a deployment ${title}: ${where}`, () => {
            const entry = typeof item === "object" ? { deploymentName: "production", ...item } : item;
            const expected = { deleted: [] as string[], unlocated: [] as string[], elsewhere: [] as string[] };
            expected[where].push(name);
            const { elsewhere, ...told } = expected;
            expect(affected(entry)).to.deep.equal(told);
        });
    }

    it("names a deployment once, however often a list shows it", () => {
        const entry = { deploymentName: "production", assignedResources: [{ resourceId: arm("Weu") }] };
        expect(affected(entry, entry).deleted).to.deep.equal(["production"]);
    });

    it("shows names without what could take hold of a terminal, and in bounded length", () => {
        const [deployment] = readDeploymentPage({
            value: [{ deploymentName: `\u001b[31m${"x".repeat(500)}` }],
        }).entries;
        expect(deployment?.name).to.have.length.at.most(64).and.not.contain("\u001b");
    });

    it("finds the members that have deployments, in steps that grow with their number and not with its square", () => {
        const ids = (count: number) => Array.from({ length: count }, (_, index) => arm(`Acc${index}`));
        const stepsFor = (count: number) => {
            const assignedResources = ids(count).map((resourceId) => ({ resourceId }));
            const { entries } = readDeploymentPage({ value: [{ deploymentName: "production", assignedResources }] });
            const asked = [...ids(count), arm("Other")];
            expect(deployedMembers(entries, asked)).to.have.length(count);
            return countedWork(() => deployedMembers(entries, asked));
        };
        expect(stepsFor(2_000) / stepsFor(500)).to.be.within(2, 6);
    });

    it("tells two looks apart by names and places", () => {
        const key = (item: object) => readDeploymentPage({ value: [item] }).entries.map(deploymentKey)[0];
        const one = {
            deploymentName: "a",
            assignedResources: [{ resourceId: arm("Weu") }, { resourceId: arm("Neu") }],
        };
        const other = {
            deploymentName: "a",
            assignedResources: [{ resourceId: arm("neu") }, { resourceId: arm("weu") }],
        };
        expect(key(one))
            .to.equal(key(other))
            .and.not.equal(key({ deploymentName: "a" }));
    });

    const names: [names: string[], expected: string][] = [
        [["a"], 'deployment "a"'],
        [["a", "b"], 'deployments "a" and "b"'],
        [["a", "b", "c"], 'deployments "a", "b" and "c"'],
        [["a", "b", "c", "d", "e", "f", "g"], 'deployments "a", "b", "c", "d", "e" and 2 more'],
    ];
    for (const [given, expected] of names) {
        it(`names ${given.length} in a sentence`, () => {
            expect(deploymentNames(given)).to.equal(expected);
        });
    }
});
