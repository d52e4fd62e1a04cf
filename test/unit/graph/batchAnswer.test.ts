import { expect } from "chai";
import { innerOutcomes, isBatchAnswer } from "#provider/graph/batch";
import type { Outcome, ServiceRequest } from "#provider/http/types";
import { good } from "../language/support/fakeHttp";

/** Requests of the given methods, as far as an answer is judged by them. */
function requests(...methods: ("GET" | "POST")[]): ServiceRequest[] {
    const isDevice = (body: unknown) => (body as { id?: unknown } | undefined)?.id !== undefined;
    return methods.map((method) => ({ method, validate: method === "GET" ? isDevice : undefined }) as ServiceRequest);
}

/** What the inner answers mean for the requests. */
function judge(asked: ServiceRequest[], responses: unknown[]): Outcome[] {
    return innerOutcomes(asked, { kind: "good", response: good({ responses }) }, 0);
}

describe("innerOutcomes", () => {
    it("finds each request's own answer, in whatever order they come", () => {
        const outcomes = judge(requests("GET", "POST", "POST"), [
            { id: "2", status: 204 },
            { id: "0", status: 200, body: { id: "device" } },
            { id: "1", status: 404, body: { error: { code: "ResourceNotFound", message: "No such device." } } },
        ]);
        expect(outcomes.map(({ kind }) => kind)).to.deep.equal(["good", "refused", "good"]);
        expect(outcomes[1]).to.have.nested.property("error.message", "No such device.");
    });

    it("takes ids that are numbers", () => {
        expect(judge(requests("POST"), [{ id: 0, status: 204 }])[0]?.kind).to.equal("good");
    });

    it("reads a 429's own Retry-After, in whatever letter case", () => {
        const [outcome] = judge(requests("POST"), [{ id: "0", status: 429, headers: { "retry-after": "7" } }]);
        expect(outcome).to.have.nested.property("response.retryAfterInMs", 7_000);
    });

    const broken: [title: string, responses: unknown[]][] = [
        ["left out", []],
        ["answered under another id", [{ id: "1", status: 204 }]],
        ["no object", [null, 5, "x"]],
        ["without a status", [{ id: "0" }]],
        ["with a status that is no number", [{ id: "0", status: "204" }]],
    ];
    for (const [title, responses] of broken) {
        it(`cannot tell of a request that is ${title}`, () => {
            expect(judge(requests("POST"), responses)[0]?.kind).to.equal("broken");
        });
    }

    it("does not take for a device what is none", () => {
        expect(judge(requests("GET"), [{ id: "0", status: 200, body: "oops" }])[0]?.kind).to.equal("broken");
    });

    it("passes on to each what befell the batch", () => {
        const outcome: Outcome = { kind: "failed", code: "X", problem: "reset", sent: true, cause: "transient" };
        expect(innerOutcomes(requests("GET", "POST"), outcome, 0)).to.deep.equal([outcome, outcome]);
    });
});

describe("isBatchAnswer", () => {
    for (const body of [undefined, null, [], {}, { responses: {} }, "x"]) {
        it(`refuses ${JSON.stringify(body)}`, () => {
            expect(isBatchAnswer(body)).to.equal(false);
        });
    }

    it("takes an empty one", () => {
        expect(isBatchAnswer({ responses: [] })).to.equal(true);
    });
});
