import { expect } from "chai";
import { deviceId, devices, emailApp, members, room } from "../support/fixtures";
import { scenario } from "../support/scenario";

const bound = { ...devices(1)[deviceId(1)], resourceAccount: { userPrincipalName: room(1) } };

scenario("what exists is refused or adopted", __dirname, {
    seed: {
        projects: { [emailApp]: { resources: members("LangWeu", "Stranger") } },
        devices: { [deviceId(1)]: bound },
    },
    config: {
        existing: "fail",
        declared: ["email"],
        resources: members("LangWeu", "LangNeu"),
        deviceId: deviceId(1),
    },
    async steps(scene) {
        const before = scene.held();
        await scene.fail("up", [
            /refused: already assigned to conversations project "EmailApp": LangWeu\. Nothing was changed/,
        ]);
        await scene.set({ declared: ["room-1"] });
        await scene.fail("up", [
            /refused: room1@contoso.com is bound to Autopilot device \S+ already\. Nothing was changed/,
        ]);
        expect(await scene.storedNames()).to.deep.equal([]);
        expect(scene.held()).to.deep.equal(before);

        await scene.set({ existing: "adopt", declared: ["email", "room-1"] });
        const adopted = await scene.up({ create: 2 }, ["assign"]);
        expect(adopted.output)
            .to.match(
                /LangWeu was assigned to .*"EmailApp" already and now belong.* to "email", whose destroy will unassign/,
            )
            .and.match(
                /room1@contoso.com was bound to .* already and now belongs to "room-1", whose destroy will unbind it/,
            );
        expect(scene.accounts(emailApp)).to.deep.equal(["LangNeu", "LangWeu", "Stranger"]);

        // Adopting takes ownership: destroy leaves only what was never declared.
        scene.left.projects[emailApp]?.resources.shift();
        Object.assign(scene.left.devices[deviceId(1)] ?? {}, { resourceAccount: null });
    },
});
