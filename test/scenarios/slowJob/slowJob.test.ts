import { expect } from "chai";
import { emailApp, members } from "../support/fixtures";
import { type Scenario, scenario } from "../support/scenario";
import type { Scene } from "../support/scene";

const hourInMs = 3_600_000;

const start: Omit<Scenario, "steps"> = {
    seed: { projects: { [emailApp]: {} } },
    options: { jobDurationMs: hourInMs },
    config: { resources: members("LangWeu"), timeouts: { create: "3s", update: "3s", delete: "3s" } },
};

scenario("a job outlives its time limit: the next up finishes it", __dirname, {
    ...start,
    async steps(scene) {
        await outlive(scene);
        await scene.refresh({ update: 1 });
        expect(await pending(scene), "pending after refresh").to.deep.include({ verb: "assign" });
        await scene.fail("up", [/of an earlier run is still "running".*run it again later/], []);

        letJobsEnd(scene);
        await scene.up({ update: 1 }, []);
        expect(await pending(scene)).to.equal(undefined);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangWeu"]);
        const { lastAssignJob } = (await scene.stored("email"))?.outputs ?? {};
        expect(lastAssignJob).to.include({ status: "succeeded" });
    },
});

scenario("a job outlives its time limit: destroy cleans up", __dirname, {
    ...start,
    async steps(scene) {
        await outlive(scene);
        await scene.fail("destroy", [/of an earlier run is still "running"/], []);
        expect(await scene.storedNames()).to.deep.equal(["email"]);

        letJobsEnd(scene);
        await scene.destroy({ delete: 1 }, ["unassign"]);
        expect(scene.held()).to.deep.equal(scene.left);
        await scene.up({ create: 1 }, ["assign"]);
    },
});

async function outlive(scene: Scene): Promise<void> {
    await scene.fail("up", [/has not ended in time.*"running"/, "run the same command again to go on"], ["assign"]);
    const [job] = scene.emulator.state().jobs;
    expect(await pending(scene)).to.deep.include({
        verb: "assign",
        jobId: job?.jobId,
        members: job?.resources,
    });
    expect(scene.accounts(emailApp)).to.deep.equal([]);
}

/** An hour passes at the services; later jobs are quick. */
function letJobsEnd(scene: Scene): void {
    scene.emulator.setOptions({ clockOffsetMs: hourInMs, jobDurationMs: 0 });
}

async function pending(scene: Scene): Promise<unknown> {
    return (await scene.stored("email"))?.outputs.pending;
}
