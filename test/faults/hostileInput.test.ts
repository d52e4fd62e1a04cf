import { Readable } from "node:stream";
import { createHttpHeaders, type HttpClient as Transport } from "@azure/core-rest-pipeline";
import { expect } from "chai";
import { MemoryBench } from "../harness/bench/memoryBench";
import { createHarness } from "../harness/harness";
import { failuresOf } from "../harness/runReport";
import type { Properties } from "../harness/stackState";
import { virtualClock } from "../unit/support/virtualClock";
import { assignmentProgram, bindingProgram, deviceId, initialSeed, member } from "./support/programs";

const polluting = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":{"polluted":1}';

describe("names that would leave their place", () => {
    const projectNames = [
        "..",
        ".",
        "../other",
        "a/b",
        "a\\b",
        "a%2fb",
        "%2e%2e",
        "%2E%2E%2Fother",
        "..\u200b",
        "a?b",
        "a#b",
        "a b",
        "a;b",
        "é",
        "a\u0000",
        "a\n",
        "",
        "x".repeat(101),
    ];
    const deviceIds = [
        "..",
        `${deviceId(0)}/..`,
        `../${deviceId(0)}`,
        `${deviceId(0)}?$select=id`,
        `${deviceId(0)}\n`,
        "0",
        "",
    ];
    const endpoints = [
        "http://example.com",
        "https://contoso.cognitiveservices.azure.com/../x",
        "https://user:pass@contoso.cognitiveservices.azure.com",
    ];
    const all: [string, "app" | "room0", Properties][] = [
        ...projectNames.map((projectName): [string, "app", Properties] => [
            `projectName ${JSON.stringify(projectName).slice(0, 30)}`,
            "app",
            { projectName },
        ]),
        ...endpoints.map((endpoint): [string, "app", Properties] => [`endpoint ${endpoint}`, "app", { endpoint }]),
        ...deviceIds.map((id): [string, "room0", Properties] => [
            `deviceId ${JSON.stringify(id)}`,
            "room0",
            { deviceId: id },
        ]),
    ];

    for (const [title, resource, change] of all) {
        it(`are refused before anything is sent: ${title}`, async () => {
            const bench = new MemoryBench(initialSeed);
            const { url } = bench.emulator;
            const program =
                resource === "app" ? assignmentProgram(url, [member("one")]) : bindingProgram(url, ["a@b.example"]);
            Object.assign(program[resource]?.args ?? {}, change);
            const report = await bench.harness().up(program);
            expect(report.steps.map(({ op, failure }) => [op, failure !== undefined])).to.deep.equal([["check", true]]);
            expect(failuresOf(report).join()).to.include(Object.keys(change)[0]);
            expect(bench.emulator.state().requests).to.deep.equal([]);
        });
    }

    it("stay in their place where they are allowed", async () => {
        const projectName = "...a-_.b..";
        const bench = new MemoryBench({ projects: { [`analyze-conversations/${projectName}`]: {} } });
        const program = assignmentProgram(bench.emulator.url, [member("one")], { projectName });
        expect(failuresOf(await bench.harness().up(program))).to.deep.equal([]);
        expect(bench.members(`analyze-conversations/${projectName}`)).to.deep.equal(["one"]);
    });
});

describe("JSON that reaches for prototypes", () => {
    const answers: [what: string, path: string, text: string][] = [
        [
            "a list",
            "/resources\\?",
            `${polluting},"value":[${polluting},"azureResourceId":"/x","region":"r"}],"nextLink":null}`,
        ],
        ["a job", "/jobs/", `${polluting},"status":"failed","errors":[${polluting},"message":"m"}]}`],
        [
            "a device",
            `${deviceId(0)}$`,
            `${polluting},"id":"${deviceId(0)}","userPrincipalName":{"__proto__":{"polluted":1}}}`,
        ],
    ];

    for (const [what, path, text] of answers) {
        it(`reaches none: ${what}`, async () => {
            const bench = new MemoryBench(initialSeed);
            const { url } = bench.emulator;
            bench.emulator.setFaults([{ match: { path }, times: 1, action: { text } }]);
            const program = {
                ...assignmentProgram(url, [member("one")]),
                ...bindingProgram(url, ["room0@contoso.com"]),
            };
            const harness = bench.harness();
            expect(failuresOf(await harness.up(program))).to.deep.equal([]);
            expect(({} as Properties).polluted).to.equal(undefined);
            expect(JSON.stringify(harness.state)).not.to.include("polluted");
        });
    }

    it("reaches none: an error", async () => {
        const bench = new MemoryBench(initialSeed);
        const body = JSON.parse(`{"error":${polluting},"message":"m","details":[${polluting}}]}}`);
        bench.emulator.setFaults([{ match: { path: ":assign" }, times: 9, action: { status: 400, body } }]);
        await bench.harness().up(assignmentProgram(bench.emulator.url, [member("one")]));
        expect(({} as Properties).polluted).to.equal(undefined);
    });
});

describe("answers without measure", () => {
    /** A service that answers every GET with what `answerTo` makes of the number of the request. */
    function serviceOf(answerTo: (count: number) => string) {
        let count = 0;
        const transport: Transport = {
            async sendRequest(request) {
                count += 1;
                const body = Readable.from([Buffer.from(answerTo(count))]);
                return { request, status: 200, headers: createHttpHeaders(), readableStreamBody: body };
            },
        };
        const createCredential = async () => ({ getToken: async () => ({ token: "t", expiresOnTimestamp: 1e15 }) });
        const harness = createHarness({ service: { transport, createCredential }, clock: virtualClock() });
        return { harness, asked: () => count };
    }

    const program = assignmentProgram("http://127.0.0.1:1", [member("one")]);

    it("end after 100 pages that bring nothing, each of which names another", async () => {
        const { harness, asked } = serviceOf((count) =>
            JSON.stringify({ value: [], nextLink: `?api-version=x&skip=${count}` }),
        );
        const report = await harness.up(program);
        expect(report.steps.map(({ failure }) => failure?.label)).to.deep.equal(["EndlessList"]);
        expect(asked()).to.equal(100);
    });

    it("end at the deadline when they are nested without end", async () => {
        const { harness } = serviceOf(() => "[".repeat(100_000));
        const report = await harness.up(program);
        expect(failuresOf(report).join()).to.match(
            /no success within \d+ s: the answer \(200\) is not (JSON|what was asked for)/,
        );
    });

    it("cost what their length costs when they are long", async () => {
        const costOf = async (count: number) => {
            const entries = Array.from({ length: count }, (_, index) => ({
                azureResourceId: member(`m${index}`).azureResourceId,
                region: "r",
            }));
            const text = JSON.stringify({ value: [...entries, member("one")] });
            const { harness } = serviceOf(() => text);
            const before = process.cpuUsage();
            expect((await harness.up(program)).ok).to.equal(true);
            return process.cpuUsage(before).user;
        };
        // Ten times as many: where each were compared with each, it would be a hundred times as much.
        const [few, many] = [await costOf(3_000), await costOf(30_000)];
        expect(many / few).to.be.below(50);
    });
});
