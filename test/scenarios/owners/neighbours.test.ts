import { expect } from "chai";
import { until } from "../../crash/until";
import { emailApp, members } from "../support/fixtures";
import { scenario } from "../support/scenario";
import type { Ran, Scene } from "../support/scene";
import { postsIn } from "../support/sent";

const hourInMs = 3_600_000;

scenario("a member that a pending unassign takes from its new owner is assigned again", __dirname, {
    seed: { projects: { [emailApp]: {} } },
    config: { plan: [{ name: "a", resources: members("LangA", "LangB") }] },
    async steps(scene) {
        const [a, b, c] = [
            { name: "a", resources: members("LangA") },
            { name: "b", resources: members("LangB") },
            { name: "c", resources: members("LangC") },
        ];
        await scene.up({ create: 1 }, ["assign"]);
        await scene.set({ plan: [a] });
        await leaveUnassignPending(scene);
        await scene.set({ plan: [a, b] });
        const first = await upWhileItEnds(scene, 1);
        expect(first.output).to.match(/LangB was assigned to .* again: a job of "a" unassigns it/);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangA", "LangB"]);
        await scene.up({});

        // The old owner registers after the new one.
        await scene.set({ plan: [a, { ...b, resources: members("LangB", "LangC") }] });
        await scene.up({ update: 1 }, ["assign"]);
        await scene.set({ plan: [a, b] });
        await leaveUnassignPending(scene);
        await scene.set({ plan: [c, a, b] });
        const second = await upWhileItEnds(scene, 2);
        expect(second.output).to.match(/LangC was assigned to .* again: a job of "b" unassigns it/);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangA", "LangB", "LangC"]);
    },
});

/** Interrupts an up while its unassign job runs, for an hour. */
async function leaveUnassignPending(scene: Scene): Promise<void> {
    scene.emulator.setOptions({ jobDurationMs: hourInMs });
    const sent = scene.emulator.state().requests.length;
    const running = await scene.stack.start("up");
    await until("a job is unassigning", () =>
        postsIn(scene.emulator.state().requests.slice(sent)).includes("unassign"),
    );
    running.interrupt();
    const { ok, output } = await running.done;
    expect(ok, output).to.equal(false);
}

/** An up during which that job ends, once the new owner has found the member in the list; so many hours after the start. */
async function upWhileItEnds(scene: Scene, hours: number): Promise<Ran> {
    const sent = scene.emulator.state().requests.length;
    const running = scene.run("up");
    await until("the new owner has looked", () =>
        scene.emulator
            .state()
            .requests.slice(sent)
            .some(({ path }) => path.includes("/resources?")),
    );
    scene.emulator.setOptions({ clockOffsetMs: hours * hourInMs, jobDurationMs: 0 });
    const ran = await running;
    expect(ran.ok).to.equal(true);
    expect(ran.posts).to.deep.equal(["assign"]);
    return ran;
}
