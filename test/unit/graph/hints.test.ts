import { expect } from "chai";
import { graphHint } from "#provider/graph/client";

describe("graphHint", () => {
    const hints: [status: number, expected: RegExp][] = [
        [401, /sign in to the tenant/],
        [403, /DeviceManagementServiceConfig\.ReadWrite\.All/],
        [404, /windowsAutopilotDeviceIdentity/],
    ];
    for (const [status, expected] of hints) {
        it(`says what to do about a ${status}`, () => {
            expect(graphHint(status)).to.match(expected);
        });
    }

    it("has nothing to add to a 500", () => {
        expect(graphHint(500)).to.equal(undefined);
    });
});
