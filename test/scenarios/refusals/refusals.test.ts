import { expect } from "chai";
import { deviceId, devices, emailApp, members } from "../support/fixtures";
import { scenario } from "../support/scenario";

/** Intune puts a JSON text into `message`. */
const intune = {
    error: { code: "Forbidden", message: JSON.stringify({ _version: 3, Message: "Not allowed - Operation ID: 0f1e" }) },
};

scenario("the services' refusals are explained", __dirname, {
    seed: { projects: { [emailApp]: {} }, devices: devices(1) },
    config: { projectName: "emailapp", deviceId: "", resources: members("LangWeu") },
    async steps(scene) {
        await scene.fail("up", [
            /project "emailapp" failed: 404 ProjectNotFound: .*\(request \S+\)/,
            "project names are case-sensitive",
        ]);

        await scene.set({ projectName: "EmailApp" });
        scene.faults({ match: { path: ":assign" }, action: { status: 403 } });
        await scene.fail(
            "up",
            [
                /Assigning 1 resource to conversations project "EmailApp" failed: 403 Forbidden/,
                'Grant the signed-in identity the role "Cognitive Services Language Owner"',
            ],
            ["assign"],
        );

        await scene.set({ projectName: "", deviceId: deviceId(1) });
        scene.faults({ match: { path: "assignResourceAccountToDevice" }, action: { status: 403, body: intune } });
        await scene.fail(
            "up",
            [
                /Binding room1@contoso.com to Autopilot device \S+ failed: 403 Forbidden: Not allowed - Operation ID: 0f1e/,
                "Grant the signed-in identity DeviceManagementServiceConfig.ReadWrite.All",
            ],
            ["bind"],
        );
        expect(await scene.storedNames()).to.deep.equal([]);

        await scene.set({ projectName: "EmailApp" });
        await scene.up({ create: 2 }, ["assign", "bind"]);
    },
});
