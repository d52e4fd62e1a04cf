import { expect } from "chai";
import type { Deadline } from "#provider/core/deadline";
import { PreviewLookups } from "#provider/lifecycle/previewLookups";
import { virtualClock } from "../support/virtualClock";

const project = (endpoint: string, projectName = "EmailApp") =>
    ({ endpoint, projectName, projectKind: "conversations", apiVersion: "2022-10-01-preview" }) as const;

/** Look-ups that take so long each, and fail where the host says so. */
function lookupsThatTake(ms: number) {
    const clock = virtualClock();
    const asked: string[] = [];
    const limits: number[] = [];
    const deployments = async ({ endpoint }: { endpoint: string }, deadline: Deadline) => {
        asked.push(endpoint);
        limits.push(deadline.remainingInMs());
        await clock.sleep(Math.min(ms, deadline.remainingInMs()));
        if (endpoint.includes("broken")) {
            throw new Error("403 Forbidden\nand more");
        }
        return [{ name: "production", resources: "unstated" as const }];
    };
    return { asked, limits, lookups: new PreviewLookups(clock, async () => ({ deployments })) };
}

describe("PreviewLookups", () => {
    it("asks for a project's deployments once", async () => {
        const { asked, lookups } = lookupsThatTake(10);
        const both = [
            await lookups.deployments(project("https://a")),
            await lookups.deployments(project("https://A/")),
        ];
        expect(both).to.deep.equal([both[0], both[0]]);
        expect(asked).to.have.length(1);
    });

    it("asks nothing more of a host that has failed, and says why in a line", async () => {
        const { asked, lookups } = lookupsThatTake(10);
        const first = await lookups.deployments(project("https://broken"));
        const second = await lookups.deployments(project("https://broken", "Other"));
        expect([first, second].map(String)).to.deep.equal(["Error: 403 Forbidden", "Error: 403 Forbidden"]);
        expect(asked).to.have.length(1);
        expect(await lookups.deployments(project("https://a"))).to.be.an("array");
    });

    it("takes no longer than ten seconds for all of them", async () => {
        const { asked, limits, lookups } = lookupsThatTake(4_000);
        for (const host of ["a", "b", "c", "d", "e"]) {
            await lookups.deployments(project(`https://${host}`));
        }
        expect(limits).to.deep.equal([10_000, 6_000, 2_000]);
        expect(asked).to.have.length(3);
        expect(String(await lookups.deployments(project("https://f")))).to.contain("time for look-ups");
    });

    it("says what cannot be loaded, too, and keeps it short", async () => {
        const lookups = new PreviewLookups(virtualClock(), async () => {
            throw new Error("x".repeat(1_000));
        });
        expect(String(await lookups.deployments(project("https://a")))).to.have.length.below(320);
    });
});
