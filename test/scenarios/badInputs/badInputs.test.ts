import { expect } from "chai";
import { armId, deviceId, devices, emailApp, member, members, room } from "../support/fixtures";
import { scenario } from "../support/scenario";
import type { Scene } from "../support/scene";

const projectName = "EmailApp";
const good = { email: { projectName, resources: members("LangWeu") } };
const goodRoom = { "room-1": { deviceId: deviceId(1), userPrincipalName: room(1) } };

scenario("what cannot be right is refused at preview", __dirname, {
    frontEnds: ["dynamic", "plugin"],
    seed: { projects: { [emailApp]: {} }, devices: devices(1) },
    config: {},
    async steps(scene) {
        const { azureResourceId: _, ...noId } = member("LangWeu");
        const bad = {
            endpoint: "https://westeurope.api.cognitive.microsoft.com",
            projectName: "Email App",
            resource: [],
            resources: [{ ...noId, azureResourceID: armId("LangWeu") }],
            apiVersion: "2023-04-01",
            timeouts: { create: "30 minutes" },
        };
        await refuse(scene, { assignments: { email: bad } }, [
            /has a problem: endpoint: .*westeurope\.api\.cognitive\.microsoft\.com.*contoso\.cognitiveservices\.azure\.com/,
            /has a problem: projectName: .*"Email App"/,
            /has a problem: resource: .*"resources"/,
            /has a problem: resources\[0\]\.azureResourceID: .*"azureResourceId"/,
            /has a problem: apiVersion: .*"2023-04-01".*2022-10-01-preview/,
            /has a problem: timeouts\.create: .*"30 minutes"/,
        ]);
        await refuse(
            scene,
            {
                assignments: {},
                bindings: { "room-1": { deviceId: "room-1", userPrincipalName: "room1", cloud: "azure" } },
            },
            [
                /has a problem: deviceId: .*"room-1"/,
                /has a problem: userPrincipalName: .*"room1"/,
                /has a problem: cloud: .*"azure"/,
            ],
        );

        const again = { projectName, resources: [{ ...member("LangWeu"), azureResourceId: armId("langweu") }] };
        await refuse(scene, { assignments: { ...good, "email-again": again }, bindings: {} }, [
            /resources\[0\]\.azureResourceId: .*LangWeu" is declared by both "email(-again)?" and "email(-again)?"/i,
        ]);
        const roomAgain = { deviceId: deviceId(1).toUpperCase(), userPrincipalName: room(2) };
        await refuse(scene, { assignments: {}, bindings: { ...goodRoom, "room-again": roomAgain } }, [
            /deviceId: .* is declared by both "room-(1|again)" and "room-(1|again)"/,
        ]);

        await scene.set({ assignments: good, bindings: goodRoom });
        await scene.up({ create: 2 }, ["assign", "bind"]);
    },
});

async function refuse(scene: Scene, config: Record<string, unknown>, says: RegExp[]): Promise<void> {
    await scene.set(config);
    const refused = await scene.fail("preview", says);
    expect(refused.output).not.to.match(/<nil>|property +value/);
    expect(refused.requests).to.deep.equal([]);
}
