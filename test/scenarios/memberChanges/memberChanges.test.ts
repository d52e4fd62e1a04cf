import { expect } from "chai";
import { emailApp, member, members } from "../support/fixtures";
import { scenario } from "../support/scenario";
import { warningsIn } from "../support/warningsIn";

scenario("members join, leave and change their region or domain", __dirname, {
    frontEnds: ["dynamic", "plugin"],
    seed: { projects: { [emailApp]: { resources: members("Stranger") } } },
    config: { resources: members("LangWeu") },
    async steps(scene) {
        await scene.up({ create: 1 }, ["assign"]);

        await scene.set({ resources: members("LangWeu", "LangNeu") });
        const joined = await scene.up({ update: 1 }, ["assign"]);
        expect(warningsIn(joined), "warnings when a member joins").to.deep.equal([]);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangNeu", "LangWeu", "Stranger"]);

        await scene.set({ resources: members("LangWeu", "LangUks") });
        const planned = await scene.preview({ update: 1 });
        expect(warningsIn(planned)).to.deep.equal([
            '"email" will unassign LangNeu from conversations project "EmailApp"; no deployment is there.',
        ]);
        const exchanged = await scene.up({ update: 1 }, ["assign", "unassign"]);
        expect(exchanged.posts, "order of the requests").to.deep.equal(["assign", "unassign"]);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangUks", "LangWeu", "Stranger"]);

        await scene.set({
            resources: [member("LangWeu", "northeurope"), { ...member("LangUks"), customDomain: "lang-uksouth" }],
        });
        const changed = await scene.up({ update: 1 }, ["unassign", "assign"]);
        expect(changed.posts, "order of the requests").to.deep.equal(["unassign", "assign"]);
        expect(warningsIn(changed)).to.have.lengthOf(1);
        expect(warningsIn(changed)[0]).to.match(
            /"email" will unassign LangWeu, LangUks from .*; no deployment is there/,
        );
        expect(scene.held().projects[emailApp]?.resources).to.deep.equal([
            { ...member("LangUks"), customDomain: "lang-uksouth" },
            member("LangWeu", "northeurope"),
            ...(scene.left.projects[emailApp]?.resources ?? []),
        ]);
    },
});
