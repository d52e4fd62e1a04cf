import { expect } from "chai";
import { classifyFailure } from "#provider/http/failures";
import type { FailedOutcome } from "#provider/http/types";

type Expected = [sent: boolean, cause: FailedOutcome["cause"], words: string];

describe("classifyFailure", () => {
    const table: [error: object, expected: Expected][] = [
        [
            { code: "ECONNREFUSED", erroredSysCall: "connect" },
            [false, "dead", "x.test refused the connection (ECONNREFUSED)"],
        ],
        [{ code: "ECONNREFUSED" }, [false, "dead", "x.test refused the connection (ECONNREFUSED)"]],
        [{ code: "EAI_AGAIN" }, [false, "transient", "the name x.test could not be looked up (EAI_AGAIN)"]],
        [{ code: "ENOTFOUND" }, [false, "dead", "the name x.test does not resolve (ENOTFOUND)"]],
        [
            { code: "EHOSTUNREACH", syscall: "connect" },
            [false, "transient", "the connection to x.test failed (EHOSTUNREACH)"],
        ],
        [
            { code: "ETIMEDOUT", erroredSysCall: "connect" },
            [false, "transient", "the connection to x.test timed out (ETIMEDOUT)"],
        ],
        [
            { code: "ETIMEDOUT", erroredSysCall: "read" },
            [true, "transient", "the connection to x.test timed out (ETIMEDOUT)"],
        ],
        [{ code: "ECONNRESET" }, [true, "transient", "the connection to x.test was reset (ECONNRESET)"]],
        [{ code: "EPIPE", syscall: "write" }, [true, "transient", "the connection to x.test failed (EPIPE)"]],
        [
            { code: "HPE_INVALID_CONSTANT" },
            [true, "transient", "the connection to x.test failed (HPE_INVALID_CONSTANT)"],
        ],
        [
            { code: "CERT_HAS_EXPIRED" },
            [false, "tls", "no trusted connection to x.test: its certificate has expired (CERT_HAS_EXPIRED)"],
        ],
        [{ code: "EPROTO", erroredSysCall: "write" }, [true, "tls", "no trusted connection to x.test (EPROTO)"]],
        [{ name: "AbortError" }, [true, "transient", "the connection to x.test broke"]],
        [
            Object.assign(new TypeError("bad header"), { code: "ERR_INVALID_CHAR" }),
            [false, "unsendable", "the request cannot be sent (bad header)"],
        ],
        [new Error("bad header"), [false, "unsendable", "the request cannot be sent (bad header)"]],
    ];
    for (const [error, [sent, cause, problem]] of table) {
        it(`finds ${JSON.stringify({ ...error })} ${cause}, ${sent ? "perhaps" : "not"} sent`, () => {
            expect(classifyFailure(error, "x.test")).to.include({ kind: "failed", sent, cause, problem });
        });
    }

    it("keeps what was thrown as the cause, but no URL", () => {
        const thrown = Object.assign(new Error("request to https://x.test/?q=secret failed, reason: reset"), {
            code: "ECONNRESET",
        });
        const { error } = classifyFailure(thrown, "x.test");
        expect(error).to.include({ message: "request to [url] failed, reason: reset", code: "ECONNRESET" });
        expect((error as Error).stack).not.to.contain("secret");
    });

    it("survives whatever else is thrown", () => {
        for (const thrown of [undefined, null, "text", 7]) {
            expect(classifyFailure(thrown, "x.test")).to.include({ cause: "unsendable" });
        }
    });
});
