import { expect } from "chai";
import { armId, emailApp, member, members } from "../support/fixtures";
import type { Held } from "../support/held";
import { scenario } from "../support/scenario";
import { warningsIn } from "../support/warningsIn";

scenario("members change outside: refresh tells, the next up heals", __dirname, {
    seed: { projects: { [emailApp]: {} } },
    config: { resources: members("LangWeu", "LangNeu", "LangUks") },
    async steps(scene) {
        await scene.up({ create: 1 }, ["assign"]);

        const extra = member("LangOfOthers");
        scene.outside((held) => setMembers(held, [...members("LangWeu"), member("LangUks", "uksouth"), extra]));
        setMembers(scene.left, [extra]);
        expect(warningsIn(await scene.refresh({ update: 1 })).join("\n")).to.match(
            /^"email": LangNeu is no longer assigned to conversations project "EmailApp" at http:\S+\. Refresh drops it/,
        );
        expect((await scene.stored("email"))?.outputs.resources).to.deep.equal([
            member("LangWeu"),
            member("LangUks", "uksouth"),
        ]);
        const healed = await scene.up({ update: 1 }, ["assign", "unassign", "assign"]);
        expect(healed.posts).to.deep.equal(["assign", "unassign", "assign"]);
        expect(scene.emulator.state().jobs.map(({ resources }) => resources)).to.deep.equal([
            members("LangWeu", "LangNeu", "LangUks").map(({ azureResourceId }) => azureResourceId),
            [armId("LangNeu")],
            [armId("LangUks")],
            [armId("LangUks")],
        ]);
        expect(scene.held().projects[emailApp]?.resources).to.deep.equal([
            member("LangNeu"),
            extra,
            member("LangUks"),
            member("LangWeu"),
        ]);

        scene.outside((held) => setMembers(held, [extra]));
        expect(warningsIn(await scene.refresh({ delete: 1 })).join("\n")).to.match(
            /^Refresh takes "email" for gone .*; the list has none of its 3 members\. If it is there after all/,
        );
        await scene.up({ create: 1 }, ["assign"]);
    },
});

function setMembers(held: Held, resources: Held["projects"][string]["resources"]): void {
    held.projects[emailApp] = { resources };
}
