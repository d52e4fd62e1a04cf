import { expect } from "chai";
import { deviceId, devices, emailApp, members, room } from "../support/fixtures";
import { scenario } from "../support/scenario";

scenario("members, accounts and devices swap their owners in one run", __dirname, {
    seed: { projects: { [emailApp]: {} }, devices: devices(2) },
    config: {
        plan: {
            members: [members("LangWeu"), members("LangNeu")],
            rooms: [
                { deviceId: deviceId(1), userPrincipalName: room(1) },
                { deviceId: deviceId(2), userPrincipalName: room(2) },
            ],
        },
    },
    async steps(scene) {
        await scene.up({ create: 4 }, "any");
        const assigned = scene.held().projects;

        const swappedMembers = [members("LangNeu"), members("LangWeu")];
        await scene.set({
            plan: {
                members: swappedMembers,
                rooms: [
                    { deviceId: deviceId(1), userPrincipalName: room(2) },
                    { deviceId: deviceId(2), userPrincipalName: room(1) },
                ],
            },
        });
        const swapped = await scene.up({ update: 4 }, ["unbind", "unbind", "bind", "bind"]);
        expect(swapped.output).to.include('"email-1" leaves LangWeu assigned').and.include('"email-2" declares it');
        expect(scene.held().projects).to.deep.equal(assigned);
        expect([1, 2].map((number) => scene.bound(deviceId(number)))).to.deep.equal([room(2), room(1)]);

        // Where it took a resource long to begin, the other one gives its member up only now.
        const settled = await scene.run("up");
        expect(settled.ok, settled.output).to.equal(true);
        expect(settled.posts).to.deep.equal([]);

        await scene.set({
            plan: {
                members: swappedMembers,
                rooms: [
                    { deviceId: deviceId(2), userPrincipalName: room(2) },
                    { deviceId: deviceId(1), userPrincipalName: room(1) },
                ],
            },
        });
        await scene.up({ replace: 2 }, ["unbind", "unbind", "bind", "bind"]);
        expect([1, 2].map((number) => scene.bound(deviceId(number)))).to.deep.equal([room(1), room(2)]);
    },
});
