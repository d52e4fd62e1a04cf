import { expect } from "chai";
import { scriptedTransport } from "../support/scriptedTransport";
import { testClient } from "../support/testClient";
import { virtualClock } from "../support/virtualClock";

describe("send, where leave to send is judged by the moment", () => {
    /** Sends a POST; answers when leave was asked for and when it was used. */
    async function leaveOf(options: { steps: Parameters<typeof scriptedTransport>[1]; tokenDelaysInMs?: number[] }) {
        const clock = virtualClock();
        const delays = [...(options.tokenDelaysInMs ?? [])];
        const tokens = {
            getToken: async () => {
                await clock.sleep(delays.shift() ?? 0);
                return "token";
            },
        };
        const transport = scriptedTransport(clock, options.steps);
        const { send } = testClient(clock, { transport, tokens });
        const judgedAt: number[] = [];
        const sentAt: number[] = [];
        const judge = async () => void judgedAt.push(clock.elapsedInMs);
        const note = () => void sentAt.push(clock.elapsedInMs);
        await send({ method: "POST", sending: { judge, note } });
        return { judgedAt, sentAt };
    }

    it("asks for it once where nothing holds the request up", async () => {
        expect(await leaveOf({ steps: [{ status: 202 }] })).to.deep.equal({ judgedAt: [0], sentAt: [0] });
    });

    it("asks again where the origin's pause took long", async () => {
        const steps = [{ status: 429, headers: { "Retry-After": "60" } }, { status: 202 }];
        const { judgedAt, sentAt } = await leaveOf({ steps });
        expect(sentAt).to.deep.equal([0, 60_000]);
        expect(judgedAt).to.deep.equal([0, 0, 60_000]);
    });

    it("asks again where signing in took long", async () => {
        const { judgedAt, sentAt } = await leaveOf({ steps: [{ status: 202 }], tokenDelaysInMs: [5_000, 30_000] });
        expect(sentAt).to.deep.equal([35_000]);
        expect(judgedAt).to.deep.equal([5_000, 35_000]);
    });
});
