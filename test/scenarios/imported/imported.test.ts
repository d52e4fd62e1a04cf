import { expect } from "chai";
import type { Emulator } from "#emulator/index";
import { armId, deviceId, devices, emailApp, members, room } from "../support/fixtures";
import { scenario } from "../support/scenario";

const [weu, neu] = ["LangWeu", "LangNeu"];
const [device] = Object.values(devices(1));
/** Where both are. */
const ids = ({ url }: Emulator) => ({
    projectId: `${url}/language/authoring/analyze-conversations/projects/EmailApp`,
    bindingId: `${url}/beta/deviceManagement/windowsAutopilotDeviceIdentities/${deviceId(1)}`,
});
const bound = { [deviceId(1)]: { ...device, resourceAccount: { userPrincipalName: room(1) } } };
/** What the plugin's read gives back besides (`test/plugin/imports.test.ts`): `pulumi import` writes all of it. */
const written = {
    email: {
        projectName: "EmailApp",
        projectKind: "conversations",
        apiVersion: "2022-10-01-preview",
        existing: "adopt",
        deleteDeployments: false,
    },
    room: { userPrincipalName: room(1), cloud: "public", existing: "adopt" },
};

scenario("what is there is imported, and its custom domains are the program's to tell", __dirname, {
    frontEnds: ["plugin"],
    seed: { projects: { [emailApp]: { resources: members(weu, neu) } }, devices: bound },
    config: (emulator) => ({
        // Not the accounts' names, which an import guesses.
        resources: members(weu, neu).map((member) => ({ ...member, customDomain: `our-${member.customDomain}` })),
        deviceId: deviceId(1),
        ...ids(emulator),
    }),
    async steps(scene) {
        await scene.up({ import: 2 });
        await scene.up({});
        await scene.refresh({});
        await scene.up({});

        // A domain that was declared, and is declared otherwise, is a change.
        const [first, second] = members(weu, neu).map((member) => ({
            ...member,
            customDomain: `our-${member.customDomain}`,
        }));
        await scene.set({ resources: [{ ...first, customDomain: "another" }, second] });
        await scene.up({ update: 1 }, ["unassign", "assign"]);
        scene.left.projects[emailApp] = { resources: [] };
        for (const device of Object.values(scene.left.devices)) {
            device.resourceAccount = null;
        }
        expect(scene.accounts(emailApp)).to.deep.equal([neu, weu]);
    },
});

scenario("a program that an import has written, with all that it read, changes nothing", __dirname, {
    frontEnds: ["plugin"],
    seed: { projects: { [emailApp]: { resources: members(weu, neu) } }, devices: bound },
    config: (emulator) => ({ resources: members(weu, neu), deviceId: deviceId(1), written, ...ids(emulator) }),
    async steps(scene) {
        await scene.up({ import: 2 });
        const stored = await Promise.all(["email", "room-1"].map((name) => scene.stored(name)));
        expect(stored[0]?.inputs).to.have.all.keys("endpoint", "resources", ...Object.keys(written.email));
        expect(stored[1]?.inputs).to.have.all.keys("graphEndpoint", "deviceId", ...Object.keys(written.room));
        await scene.preview({});
        await scene.refresh({});
        for (const device of Object.values(scene.left.devices)) {
            device.resourceAccount = null;
        }
        scene.left.projects[emailApp] = { resources: [] };
    },
});

scenario("an id that names nothing says what it should be", __dirname, {
    frontEnds: ["plugin"],
    seed: { projects: { [emailApp]: { resources: members(weu) } }, devices: bound },
    config: { resources: members(weu), deviceId: deviceId(1), projectId: "EmailApp", bindingId: armId(weu) },
    async steps(scene) {
        await scene.fail(
            "up",
            [
                '"EmailApp" is not the id of a ProjectResourceAssignment',
                "is not the id of a DeviceResourceAccountBinding",
            ],
            [],
            { continueOnError: true },
        );
        await scene.set({ projectId: "analyze-conversations/projects/EmailApp" });
        await scene.fail("up", ["does not say where the project is"], [], { targets: ["email"] });
        scene.ended = true;
    },
});
