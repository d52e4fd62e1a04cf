import { expect } from "chai";
import { SecretTexts } from "#provider/core/redaction";
import { openSession } from "#provider/doctor/session";
import { countedTransport } from "../unit/lifecycle/support/countedTransport";
import { patientClock } from "../unit/lifecycle/support/patientClock";
import { answer, scriptedServer } from "../unit/support/scriptedServer";
import { errorOf } from "../unit/support/testClient";
import { credentialOf, deviceId, useServices } from "./support/useServices";

describe("the services of the doctor", () => {
    const services = useServices();
    const open = (secrets = new SecretTexts(), env: NodeJS.ProcessEnv = {}) => {
        const clock = patientClock();
        return openSession({
            secrets,
            env,
            say: () => undefined,
            timeoutInMs: 20_000,
            clock,
            transport: countedTransport(clock),
            createCredential: credentialOf(services.emulator, clock),
        });
    };

    it("send no POST, whoever asks for one", async () => {
        const session = open();
        const device = { cloud: "public", graphEndpoint: services.emulator.url, deviceId } as const;
        const error = await errorOf(session.graph.unassign(device, session.deadline()), Error);
        expect(error.message).to.contain("only GETs are sent by the doctor");
        // Also not one that carries GETs: what is ready together would be a $batch.
        const looks = await Promise.allSettled([1, 2].map(() => session.graph.get(device, session.deadline())));
        expect(looks.map(({ status }) => status)).to.deep.equal(["fulfilled", "fulfilled"]);
        expect(services.methods()).to.deep.equal(["GET", "GET"]);
    });

    it("learn every token and secret before it could be shown", async () => {
        const secrets = new SecretTexts();
        const session = open(secrets, { ARM_CLIENT_SECRET: "a-client-secret", AZURE_LANGUAGE_KEY: "a-language-key" });
        const echo = await scriptedServer([
            (request, response) =>
                answer(403, { error: { message: `no: ${request.headers.authorization}` } })(request, response),
        ]);
        const device = { cloud: "public", graphEndpoint: echo.url, deviceId } as const;
        const { message } = await errorOf(session.graph.get(device, session.deadline()), Error);
        await echo.close();
        const sent = String(echo.requests[0]?.headers.authorization).replace("Bearer ", "");
        expect(sent.length).to.be.greaterThan(50);
        const shown = secrets.redact(`${message} ${sent} a-client-secret a-language-key`);
        expect(shown).to.not.contain(sent).and.not.contain("a-client-secret").and.not.contain("a-language-key");
    });

    it("tell whether a proxy was used", async () => {
        const session = open();
        const { sendRequest } = session.transport;
        await sendRequest({ method: "GET", url: "http://127.0.0.1:1/", agent: {} } as never).catch(() => undefined);
        expect(session.isProxied("127.0.0.1:1")).to.equal(true);
        expect(session.isProxied("127.0.0.1:2")).to.equal(false);
    });
});
