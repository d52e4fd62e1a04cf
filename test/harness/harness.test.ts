import { expect } from "chai";
import { memoryEmulator } from "../model/support/memoryEmulator";
import { virtualClock } from "../unit/support/virtualClock";
import { createHarness } from "./harness";
import { failuresOf } from "./runReport";
import type { Program } from "./stackState";

const deviceId = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
const member = (name: string) => ({
    azureResourceId: `/subscriptions/8ff19748-59ed-4e8a-af4b-7ce285849735/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/${name}`,
    customDomain: name,
    region: "westeurope",
});

function setUp() {
    const clock = virtualClock();
    const service = memoryEmulator({ clock, random: () => 0.5 });
    service.putState({
        projects: { "analyze-conversations/EmailApp": {}, "analyze-conversations/Other": {} },
        devices: { [deviceId]: {} },
    });
    const harness = createHarness({ service, clock });
    const program = (projectName: string, ...names: string[]): Program => ({
        app: { kind: "assignment", args: { endpoint: service.url, projectName, resources: names.map(member) } },
        room: {
            kind: "binding",
            args: { deviceId, cloud: "public", graphEndpoint: service.url, userPrincipalName: "room@contoso.com" },
        },
    });
    const members = (project: string) =>
        service.state().projects[`analyze-conversations/${project}`]?.resources.map(({ customDomain }) => customDomain);
    return { clock, service, harness, program, members };
}

describe("createHarness", () => {
    it("takes a stack through its whole life", async () => {
        const { harness, service, program, members } = setUp();
        const up = await harness.up(program("EmailApp", "one", "two"));
        expect(failuresOf(up)).to.deep.equal([]);
        expect(up.steps.map(({ op, name }) => `${op} ${name}`)).to.have.members(["create app", "create room"]);
        expect(members("EmailApp")).to.deep.equal(["one", "two"]);
        expect(service.state().devices[deviceId]?.resourceAccount).to.deep.equal({
            userPrincipalName: "room@contoso.com",
        });

        const same = await harness.up(program("EmailApp", "one", "two"));
        expect(same.steps.map(({ op }) => op)).to.deep.equal(["same", "same"]);
        expect((await harness.up(program("EmailApp", "two", "three"))).steps.map(({ op }) => op)).to.include("update");
        expect(members("EmailApp")).to.deep.equal(["two", "three"]);
        expect((await harness.refresh()).ok).to.equal(true);

        const replaced = await harness.up(program("Other", "two", "three"));
        expect(replaced.steps.map(({ op }) => op)).to.deep.equal(["same", "replace", "delete-replaced"]);
        expect([members("EmailApp"), members("Other")]).to.deep.equal([[], ["two", "three"]]);

        expect((await harness.destroy()).ok).to.equal(true);
        expect(harness.state).to.deep.equal({ resources: {}, doomed: [] });
        expect(members("Other")).to.deep.equal([]);
        expect(service.state().devices[deviceId]?.resourceAccount).to.equal(null);
    });
});
