import { expect } from "chai";
import { unknownValue } from "../engine/deployment/property";
import { ProcessBench } from "../harness/bench/processBench";
import { deviceId } from "../harness/bench/samples";

describe("DeviceResourceAccountBinding over the wire", () => {
    let bench: ProcessBench;

    before(async () => {
        bench = await ProcessBench.start();
    });
    after(() => bench.close());

    it("checks: fills defaults in, names what is wrong, lets what is unknown pass", async () => {
        const { urn, inputs } = bench.binding();
        const good = await bench.provider.check(urn, {}, inputs);
        expect(good.failures).to.deep.equal([]);
        expect(good.inputs).to.include({ cloud: "public", existing: "adopt", __provider: inputs.__provider });

        const bad = await bench.provider.check(urn, {}, { ...inputs, userPrincipalName: "no at sign" });
        expect(bad.failures.map(({ property }) => property)).to.deep.equal([""]);
        expect(bad.failures[0]?.reason).to.match(/^userPrincipalName: "no at sign" /);

        const open = await bench.provider.check(urn, {}, { ...inputs, deviceId: unknownValue });
        expect(open.failures).to.deep.equal([]);
        expect(open.inputs.deviceId).to.equal(unknownValue);
    });

    it("diffs: nothing, an update, and replacements in their order", async () => {
        const declared = bench.binding();
        const inputs = await bench.checked(declared);
        const diff = (changes: Record<string, unknown>) =>
            bench.provider.diff(declared.urn, deviceId, { inputs, outputs: inputs }, { ...inputs, ...changes }, []);
        const none = { changes: false, replaces: [], deleteBeforeReplace: false, kinds: {} };
        expect(await diff({})).to.deep.equal(none);
        expect(await diff({ userPrincipalName: "hall@contoso.com" })).to.deep.equal({ ...none, changes: true });
        expect(await diff({ deviceId: "11111111-4e5f-6071-8293-a4b5c6d7e8f9" })).to.deep.equal({
            changes: true,
            replaces: ["deviceId"],
            deleteBeforeReplace: false,
            kinds: {},
        });
        expect(await diff({ graphEndpoint: "https://graph.contoso.com" })).to.deep.equal({
            changes: true,
            replaces: ["graphEndpoint"],
            deleteBeforeReplace: true,
            kinds: {},
        });
    });

    it("creates, reads, updates, deletes, and sees that it is gone", async () => {
        const declared = bench.binding();
        const { urn } = declared;
        const { id, inputs, outputs } = await bench.created(declared);
        expect(id).to.equal(`public/${deviceId}`);
        expect(outputs).to.include({ serialNumber: "R9-0123456", __provider: declared.inputs.__provider });
        expect(bench.account()).to.equal("room@contoso.com");

        const read = await bench.provider.read(urn, id, { inputs, outputs });
        expect(read).to.deep.equal({ id, outputs, inputs });

        const wanted = { ...inputs, userPrincipalName: "hall@contoso.com" };
        const updated = await bench.provider.update(urn, id, { inputs, outputs }, wanted);
        expect(updated.userPrincipalName).to.equal("hall@contoso.com");
        expect(bench.account()).to.equal("hall@contoso.com");

        await bench.provider.delete(urn, id, { inputs: wanted, outputs: updated });
        expect(bench.account()).to.equal(undefined);
        const gone = await bench.provider.read(urn, id, { inputs: wanted, outputs: updated });
        expect(gone.id).to.equal("");
    });
});
