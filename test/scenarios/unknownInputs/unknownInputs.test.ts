import { expect } from "chai";
import { deviceId, devices, members, room } from "../support/fixtures";
import { scenario } from "../support/scenario";
import { warningsIn } from "../support/warningsIn";

const mailTopics = "analyze-text/MailTopics";

scenario("a preview in which every input is unknown", __dirname, {
    frontEnds: ["dynamic", "plugin"],
    seed: { projects: { [mailTopics]: {} }, devices: devices(1) },
    config: ({ url }) => ({ findings: findings(url, ["LangWeu"]) }),
    async steps(scene) {
        const planned = await scene.preview({ create: 3 });
        expect(planned.requests).to.deep.equal([]);
        expect(warningsIn(planned)).to.deep.equal([]);
        await scene.up({ create: 3 }, ["assign", "bind"]);

        // Now the findings change: in a preview nothing of them is known again, yet nothing of ours is replaced by the up.
        await scene.set({ findings: findings(scene.emulator.url, ["LangWeu", "LangNeu"]) });
        const replanned = await scene.run("preview");
        expect(replanned.ok).to.equal(true);
        expect(replanned.requests).to.deep.equal([]);
        await scene.up({ update: 2 }, ["assign"]);
        expect(scene.accounts(mailTopics)).to.deep.equal(["LangNeu", "LangWeu"]);
    },
});

function findings(url: string, accounts: string[]) {
    const common = { cloud: "public", existing: "adopt", timeouts: { create: "5m" } };
    return {
        email: {
            ...common,
            endpoint: url,
            projectName: "MailTopics",
            projectKind: "text",
            apiVersion: "2024-11-15-preview",
            resources: members(...accounts),
        },
        room: {
            ...common,
            graphEndpoint: url,
            deviceId: deviceId(1),
            userPrincipalName: room(1),
            addressableUserName: "Room 1",
            resourceAccountName: "room-1",
        },
    };
}
