import { expect } from "chai";
import { told, useDoctor } from "./support/useDoctor";
import { deviceId } from "./support/useServices";

const room = "room12@contoso.com";
const write = "DeviceManagementServiceConfig.ReadWrite.All";
const read = "DeviceManagementServiceConfig.Read.All";

describe("the doctor of a device", () => {
    const doctor = useDoctor();
    const ask = (...args: string[]) => doctor.examine([...doctor.deviceArgs, ...args]);
    const hold = (device: object) =>
        doctor.emulator.putState({ devices: { [deviceId]: { serialNumber: "R9-0012", ...device } } });
    afterEach(() => expect(doctor.methods().filter((method) => method !== "GET")).to.deep.equal([]));

    it("finds it by its id and by its serial number, with what it shows", async () => {
        hold({ displayName: "Room 12", resourceAccount: { userPrincipalName: room } });
        const bySerial = ["--serial", "R9-0012", "--graph-endpoint", doctor.emulator.url];
        for (const args of [doctor.deviceArgs, bySerial]) {
            const report = await doctor.examine(args);
            expect(told(report, "device", "ok")).to.equal(
                `There is Autopilot device ${deviceId} ("Room 12", serial number R9-0012).`,
            );
            expect(told(report, "device", "note")).to.equal(`It shows an account or user: ${room}.`);
            expect(report.device).to.include({ id: deviceId, userPrincipalName: room });
        }
    });

    it("says what an up does with the account", async () => {
        const free = await ask("--account", room);
        expect(told(free, "up", "ok")).to.contain(`an up binds ${room}`);
        hold({ resourceAccount: { userPrincipalName: room.toUpperCase() } });
        const ours = await ask("--account", room);
        expect(ours.ok).to.equal(true);
        expect(told(ours, "up", "ok")).to.contain("an up adopts it");
        hold({ userBinding: { userPrincipalName: "alice@contoso.com" } });
        const others = await ask("--account", room);
        expect(others.ok).to.equal(false);
        expect(told(others, "up", "fails"))
            .to.contain("alice@contoso.com")
            .and.contain('set existing to "replace"');
    });

    it("says that a device may have an account that it does not show", async () => {
        doctor.emulator.setOptions({ accountVisible: false });
        hold({ resourceAccount: { userPrincipalName: room } });
        expect(told(await ask(), "device", "note")).to.contain("may have one that it does not show");
    });

    it("says what to check where there is none", async () => {
        doctor.emulator.putState({ devices: {} });
        expect(told(await ask(), "device", "fails"))
            .to.contain("404")
            .and.contain("Check the deviceId");
        const report = await doctor.examine(["--serial", "No", "--graph-endpoint", doctor.emulator.url]);
        expect(told(report, "device", "fails")).to.contain("registered with Windows Autopilot");
    });

    for (const [claims, verdict, words] of [
        [{ roles: [write, "User.Read.All"] }, "ok", `The token has ${write}, with which`],
        [
            { scp: `openid DeviceManagementConfiguration.ReadWrite.All` },
            "ok",
            "DeviceManagementConfiguration.ReadWrite.All",
        ],
        [{ roles: [read] }, "fails", `The token has only ${read}. Binding and unbinding need ${write} or`],
        [{ scp: "Directory.AccessAsUser.All openid" }, "fails", "The token has none of the permissions for Autopilot"],
        [{}, "unproven", "The token names no permissions."],
    ] as const) {
        it(`judges a token with ${JSON.stringify(claims)}: ${verdict}`, async () => {
            doctor.emulator.setOptions({ tokenClaims: claims });
            const report = await ask();
            expect(told(report, "permissions", verdict)).to.contain(words);
            expect(report.ok).to.equal(verdict !== "fails");
        });
    }

    it("looks at a project and a device in one go", async () => {
        const report = await doctor.examine([...doctor.projectArgs, ...doctor.deviceArgs]);
        expect(report.ok).to.equal(true);
        expect(report).to.have.property("project");
        expect(told(report, "device", "ok")).to.contain(deviceId);
        expect(doctor.methods().length).to.be.greaterThan(3);
    });
});
