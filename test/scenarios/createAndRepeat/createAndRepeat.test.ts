import { expect } from "chai";
import { deviceId, devices, emailApp, members } from "../support/fixtures";
import { scenario } from "../support/scenario";

scenario("creates what is declared, and then leaves it alone", __dirname, {
    frontEnds: ["dynamic", "plugin"],
    seed: { projects: { [emailApp]: {} }, devices: devices(1) },
    config: { resources: members("LangWeu", "LangNeu"), deviceId: deviceId(1) },
    async steps(scene) {
        const planned = await scene.preview({ create: 2 });
        expect(planned.requests, "requests of a preview").to.deep.equal([]);

        const created = await scene.up({ create: 2 }, ["assign", "bind"]);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangNeu", "LangWeu"]);
        expect(scene.held().devices[deviceId(1)]?.resourceAccount).to.deep.equal({
            userPrincipalName: "room1@contoso.com",
            addressableUserName: "Room 1",
            resourceAccountName: "room-1",
        });
        expect(created.outputs).to.deep.equal({
            job: "succeeded",
            assigned: ["langweu", "langneu"],
            device: "Device 1",
            shownIn: ["userPrincipalName", "resourceName", "addressableUserName"],
        });
        expect((await scene.stored("email"))?.id).to.equal(
            `${scene.emulator.url}/language/authoring/analyze-conversations/projects/EmailApp`,
        );
        expect((await scene.stored("room-1"))?.id).to.equal(`public/${deviceId(1)}`);

        await scene.refresh({});
        const { repeated, destroyed } = await scene.end();
        expect(repeated.requests, "requests of an up without changes").to.deep.equal([]);
        expect(destroyed.posts).to.have.members(["unassign", "unbind"]);
    },
});
