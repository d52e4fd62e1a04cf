import * as grpc from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { expect } from "chai";
import { EngineLog } from "../../deployment/program/engineService";
import type { GrpcServer } from "../../deployment/providers/grpcServer";
import { Reporter } from "../../deployment/reporter";
import type { EngineEvent } from "../../engineEvent";

describe("EngineLog", () => {
    const events: EngineEvent[] = [];
    let server: GrpcServer;
    let client: EngineClient;
    before(async () => {
        const report = new Reporter(
            (event) => events.push(event),
            (text) => text.replaceAll("hush", "[secret]"),
        );
        server = await new EngineLog(report).start();
        client = new EngineClient(server.address, grpc.credentials.createInsecure());
    });
    after(() => {
        client.close();
        server.close();
    });
    beforeEach(() => {
        events.length = 0;
    });

    function log(request: LogRequest): Promise<void> {
        return new Promise((resolve, reject) => client.log(request, (error) => (error ? reject(error) : resolve())));
    }

    it("passes messages on with severity, resource and whether they are passing, masked", async () => {
        await log(new LogRequest().setSeverity(LogSeverity.WARNING).setMessage("the word is hush\n").setUrn("urn:a"));
        await log(new LogRequest().setSeverity(LogSeverity.INFO).setMessage("working").setEphemeral(true));
        expect(events).to.deep.equal([
            {
                kind: "diagnostic",
                diagnostic: { severity: "warning", message: "the word is [secret]", urn: "urn:a" },
            },
            { kind: "diagnostic", diagnostic: { severity: "info", message: "working", ephemeral: true } },
        ]);
    });

    it("drops debug messages", async () => {
        await log(new LogRequest().setSeverity(LogSeverity.DEBUG).setMessage("detail"));
        expect(events).to.deep.equal([]);
    });
});
