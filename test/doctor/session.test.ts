import { expect } from "chai";
import { SecretTexts } from "#provider/core/redaction";
import { errorOf } from "../unit/support/testClient";
import { useDoctor } from "./support/useDoctor";
import { deviceId } from "./support/useServices";

describe("the services of the doctor", () => {
    const doctor = useDoctor();

    it("send no POST, whoever asks for one", async () => {
        const session = doctor.open();
        const device = { cloud: "public", graphEndpoint: doctor.emulator.url, deviceId } as const;
        const error = await errorOf(session.graph.unassign(device, session.deadline()), Error);
        expect(error.message).to.contain("only GETs are sent by the doctor");
        // Also not one that carries GETs: what is ready together would be a $batch.
        const looks = await Promise.allSettled([1, 2].map(() => session.graph.get(device, session.deadline())));
        expect(looks.map(({ status }) => status)).to.deep.equal(["fulfilled", "fulfilled"]);
        expect(doctor.methods()).to.deep.equal(["GET", "GET"]);
    });

    it("learn every token and secret before it could be shown", async () => {
        const secrets = new SecretTexts();
        const env = { ARM_CLIENT_SECRET: "a-client-secret", AZURE_LANGUAGE_KEY: "a-language-key" };
        const session = doctor.open(secrets, env);
        const sent: string[] = [];
        const { transport } = doctor.emulator;
        const device = { cloud: "public", graphEndpoint: doctor.emulator.url, deviceId } as const;
        const sendRequest = transport.sendRequest.bind(transport);
        Object.assign(transport, {
            sendRequest: (request: Parameters<typeof sendRequest>[0]) => {
                sent.push(request.headers.get("authorization") ?? "");
                return sendRequest(request);
            },
        });
        await session.graph.get(device, session.deadline());
        const token = String(sent.at(-1)).replace("Bearer ", "");
        expect(token.length).to.be.greaterThan(50);
        const shown = secrets.redact(`${token} a-client-secret a-language-key`);
        expect(shown).to.equal("[secret] [secret] [secret]");
    });

    it("tell whether a proxy was used", async () => {
        const session = doctor.open();
        const { sendRequest } = session.transport;
        await sendRequest({ method: "GET", url: "http://127.0.0.1:2/", agent: {} } as never).catch(() => undefined);
        expect(session.isProxied("127.0.0.1:2")).to.equal(true);
        expect(session.isProxied("127.0.0.1:3")).to.equal(false);
    });
});
