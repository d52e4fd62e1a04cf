import { expect } from "chai";
import { type Decision, decide, type Situation } from "#provider/http/decide";
import type { FailedOutcome, Outcome, ServiceResponse } from "#provider/http/types";

const response = (status: number): ServiceResponse => ({ status, header: () => undefined, body: undefined });
const refused = (status: number): Outcome => ({ kind: "refused", response: response(status), error: {} });
const failed = (sent: boolean, cause: FailedOutcome["cause"] = "transient"): Outcome => ({
    kind: "failed",
    code: "X",
    problem: "x",
    sent,
    cause,
});
const situation = (changes: Partial<Situation>): Situation => ({
    method: "GET",
    signedInWith: "token",
    renewed: false,
    otherWayLeft: changes.signedInWith === "key",
    deadInMs: 0,
    ...changes,
});

describe("decide", () => {
    const byStatus: [status: number, get: Decision, post: Decision][] = [
        [301, "fail", "fail"],
        [302, "fail", "fail"],
        [304, "fail", "fail"],
        [307, "fail", "fail"],
        [400, "fail", "fail"],
        [401, "signIn", "signIn"],
        [403, "fail", "fail"],
        [404, "fail", "fail"],
        [407, "fail", "fail"],
        [408, "again", "ambiguous"],
        [409, "fail", "fail"],
        [412, "fail", "fail"],
        [422, "fail", "fail"],
        [429, "pause", "pause"],
        [500, "again", "ambiguous"],
        [502, "again", "ambiguous"],
        [503, "pause", "pause"],
        [504, "again", "ambiguous"],
        [599, "again", "ambiguous"],
    ];
    for (const [status, get, post] of byStatus) {
        it(`answers ${status} with ${get} for a GET, ${post} for a POST`, () => {
            expect(decide(refused(status), situation({ method: "GET" }))).to.equal(get);
            expect(decide(refused(status), situation({ method: "POST" }))).to.equal(post);
        });
    }

    const others: [title: string, outcome: Outcome, changes: Partial<Situation>, expected: Decision][] = [
        ["a second 401", refused(401), { renewed: true }, "fail"],
        ["a 401 for a key", refused(401), { signedInWith: "key", renewed: true }, "signIn"],
        ["a 403 for a key", refused(403), { signedInWith: "key" }, "signIn"],
        ["a 403 for a key after one for a token", refused(403), { signedInWith: "key", otherWayLeft: false }, "fail"],
        ["a 400 to a POST for a key", refused(400), { method: "POST", signedInWith: "key" }, "signIn"],
        ["a 400 to a GET for a key", refused(400), { method: "GET", signedInWith: "key" }, "fail"],
        [
            "a 400 to a POST for a key after a refused token",
            refused(400),
            { method: "POST", signedInWith: "key", otherWayLeft: false },
            "fail",
        ],
        ["a 403 for a token where a key is left", refused(403), { otherWayLeft: true }, "signIn"],
        ["a second 401 where a key is left", refused(401), { renewed: true, otherWayLeft: true }, "signIn"],
        ["a 400 for a token where a key is left", refused(400), { method: "POST", otherWayLeft: true }, "fail"],
        ["a good answer", { kind: "good", response: response(200) }, {}, "return"],
        ["a broken answer to a GET", { kind: "broken", response: response(200), problem: "" }, {}, "again"],
        [
            "a broken answer to a POST",
            { kind: "broken", response: response(200), problem: "" },
            { method: "POST" },
            "ambiguous",
        ],
        ["a GET that was lost", failed(true), {}, "again"],
        ["a POST that was lost", failed(true), { method: "POST" }, "ambiguous"],
        ["a POST that never left", failed(false), { method: "POST" }, "again"],
        ["an untrusted certificate", failed(false, "tls"), {}, "fail"],
        ["an untrusted certificate before a POST", failed(false, "tls"), { method: "POST" }, "fail"],
        ["TLS that broke during a POST", failed(true, "tls"), { method: "POST" }, "ambiguous"],
        ["a request that cannot be sent", failed(false, "unsendable"), { method: "POST" }, "fail"],
        ["a host that is dead for almost a minute", failed(false, "dead"), { deadInMs: 59_999 }, "again"],
        ["a host that is dead for a minute", failed(false, "dead"), { deadInMs: 60_000 }, "fail"],
    ];
    for (const [title, outcome, changes, expected] of others) {
        it(`answers ${title} with ${expected}`, () => {
            expect(decide(outcome, situation(changes))).to.equal(expected);
        });
    }
});
