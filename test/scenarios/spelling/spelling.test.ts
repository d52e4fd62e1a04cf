import { expect } from "chai";
import { armId, deviceId, devices, emailApp, members, room } from "../support/fixtures";
import { scenario } from "../support/scenario";

scenario("another spelling is no change", __dirname, {
    seed: { projects: { [emailApp]: {} }, devices: devices(1) },
    config: ({ url }) => ({
        email: {
            endpoint: url.replace("127.0.0.1", "localhost"),
            projectName: "EmailApp",
            resources: members("LangWeu", "LangNeu"),
        },
        room: { graphEndpoint: url, deviceId: deviceId(1), userPrincipalName: room(1) },
    }),
    async steps(scene) {
        const { url } = scene.emulator;
        await scene.up({ create: 2 }, ["assign", "bind"]);

        const [first, second] = members("LangWeu", "LangNeu");
        await scene.set({
            email: {
                endpoint: `${url.replace("127.0.0.1", "LOCALHOST")}/`,
                projectName: "EmailApp",
                resources: [
                    { ...second, azureResourceId: armId("LangNeu").toUpperCase(), region: "West Europe" },
                    { ...first, customDomain: "LangWeu.cognitiveservices.azure.com", region: "WestEurope" },
                ],
            },
            room: {
                graphEndpoint: `${url}/`,
                deviceId: deviceId(1).toUpperCase(),
                userPrincipalName: room(1).toUpperCase(),
            },
        });
        const respelled = await scene.up({});
        expect(respelled.requests).to.deep.equal([]);
        await scene.refresh({});
    },
});
