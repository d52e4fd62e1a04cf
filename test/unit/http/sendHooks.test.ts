import { expect } from "chai";
import { scriptedTransport } from "../support/scriptedTransport";
import { testClient } from "../support/testClient";
import { virtualClock } from "../support/virtualClock";

describe("send, with hooks", () => {
    /** Sends a POST; answers when its hooks were called. */
    async function callsOf(options: { steps: Parameters<typeof scriptedTransport>[1]; tokenDelaysInMs?: number[] }) {
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
        const checkedAt: number[] = [];
        const sentAt: number[] = [];
        const beforeSend = async () => void checkedAt.push(clock.elapsedInMs);
        const onSend = () => void sentAt.push(clock.elapsedInMs);
        await send({ method: "POST", hooks: { beforeSend, onSend } });
        return { checkedAt, sentAt };
    }

    it("calls each once where nothing holds the request up", async () => {
        expect(await callsOf({ steps: [{ status: 202 }] })).to.deep.equal({ checkedAt: [0], sentAt: [0] });
    });

    it("checks again where the origin's pause took long", async () => {
        const steps = [{ status: 429, headers: { "Retry-After": "60" } }, { status: 202 }];
        const { checkedAt, sentAt } = await callsOf({ steps });
        expect(sentAt).to.deep.equal([0, 60_000]);
        expect(checkedAt).to.deep.equal([0, 0, 60_000]);
    });

    it("checks again where signing in took long", async () => {
        const { checkedAt, sentAt } = await callsOf({ steps: [{ status: 202 }], tokenDelaysInMs: [5_000, 30_000] });
        expect(sentAt).to.deep.equal([35_000]);
        expect(checkedAt).to.deep.equal([5_000, 35_000]);
    });
});
