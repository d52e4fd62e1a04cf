import { expect } from "chai";
import { deviceId, devices, emailApp, member, members } from "../support/fixtures";
import { scenario } from "../support/scenario";

scenario("both resources in one stack, one fed by the other", __dirname, {
    frontEnds: ["dynamic", "plugin"],
    seed: { projects: { [emailApp]: {} }, devices: devices(2) },
    config: {
        resources: [...members("LangWeu"), member("LangNeu", "northeurope")],
        serialNumber: "SN-0001",
        lobby: deviceId(2),
    },
    async steps(scene) {
        await scene.preview({ create: 3 });
        const created = await scene.up({ create: 3 }, ["assign", "bind", "bind"]);
        expect(created.posts, "order of the requests").to.deep.equal(["assign", "bind", "bind"]);
        expect(created.outputs).to.deep.equal({ regions: ["westeurope", "northeurope"] });
        expect(scene.held().devices[deviceId(1)]?.resourceAccount).to.deep.equal({
            userPrincipalName: "room1@contoso.com",
            addressableUserName: "Speaks EmailApp (Device 2)",
        });

        const { destroyed } = await scene.end();
        expect(destroyed.posts, "order of the requests").to.deep.equal(["unbind", "unbind", "unassign"]);
    },
});
