import { expect } from "chai";
import { type DeviceAddress, deviceKey, graphRoot } from "#provider/graph/device";

const device: DeviceAddress = { deviceId: "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", cloud: "public" };

describe("graphRoot", () => {
    const roots: [address: Parameters<typeof graphRoot>[0], expected: string][] = [
        [{ cloud: "public" }, "https://graph.microsoft.com"],
        [{ cloud: "usgovernment" }, "https://graph.microsoft.us"],
        [{ cloud: "usgovernmentdod" }, "https://dod-graph.microsoft.us"],
        [{ cloud: "china" }, "https://microsoftgraph.chinacloudapi.cn"],
        [{ cloud: "china", graphEndpoint: "https://proxy.test" }, "https://proxy.test"],
        [{ cloud: "public", graphEndpoint: "http://127.0.0.1:4010/" }, "http://127.0.0.1:4010"],
    ];
    for (const [address, expected] of roots) {
        it(`is ${expected} for ${JSON.stringify(address)}`, () => {
            expect(graphRoot(address)).to.equal(expected);
        });
    }
});

describe("deviceKey", () => {
    const same: Partial<DeviceAddress>[] = [
        { deviceId: device.deviceId.toUpperCase() },
        { graphEndpoint: "https://graph.microsoft.com" },
        { graphEndpoint: "HTTPS://GRAPH.microsoft.com:443/" },
    ];
    for (const change of same) {
        it(`knows the device again by ${JSON.stringify(change)}`, () => {
            expect(deviceKey({ ...device, ...change })).to.equal(deviceKey(device));
        });
    }

    const others: Partial<DeviceAddress>[] = [
        { deviceId: "1a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9" },
        { cloud: "usgovernment" },
        { graphEndpoint: "https://proxy.test" },
    ];
    for (const change of others) {
        it(`tells it from ${JSON.stringify(change)}`, () => {
            expect(deviceKey({ ...device, ...change })).not.to.equal(deviceKey(device));
        });
    }
});
