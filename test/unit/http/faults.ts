import { gzipSync } from "node:zlib";
import { answer, answerText, type Handler } from "../support/scriptedServer";

/** What must come of a fault that strikes once, and how many requests that takes. */
export interface FaultCase {
    title: string;
    fault: Handler;
    get: "recovers" | "passes" | number;
    post: "recovers" | "passes" | "ambiguous" | number;
}

const raw =
    (text: string, then: "end" | "reset" | "hang"): Handler =>
    (request) => {
        const { socket } = request;
        socket.write(text, () => {
            if (then === "end") {
                socket.end();
            } else if (then === "reset") {
                socket.resetAndDestroy();
            }
        });
    };
const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
const length = `${head}Content-Length: 100\r\n\r\n`;
const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n`;
const jsonEncoding = { "Content-Encoding": "gzip" };

function flood(bytes: number): Handler {
    return (_, response) => {
        response.writeHead(200, { "Content-Type": "application/json" });
        let left = bytes;
        const chunk = Buffer.alloc(256 * 1024, " ");
        const more = () => {
            while (left > 0 && !response.destroyed) {
                left -= chunk.length;
                if (!response.write(chunk)) {
                    response.once("drain", more);
                    return;
                }
            }
            response.end('{"ok":true}');
        };
        more();
    };
}

/** Every fault of an answer, and what the client makes of it. */
export const faultCases: FaultCase[] = [
    { title: "reset before the answer", fault: raw("", "reset"), get: "recovers", post: "ambiguous" },
    { title: "closed before the answer", fault: raw("", "end"), get: "recovers", post: "ambiguous" },
    {
        title: "reset within the headers",
        fault: raw("HTTP/1.1 200 OK\r\nConte", "reset"),
        get: "recovers",
        post: "ambiguous",
    },
    { title: "reset after the headers", fault: raw(length, "reset"), get: "recovers", post: "passes" },
    { title: "reset mid-body", fault: raw(`${length}{"ok":`, "reset"), get: "recovers", post: "passes" },
    { title: "closed mid-body", fault: raw(`${length}{"ok":`, "end"), get: "recovers", post: "passes" },
    { title: "closed mid-chunk", fault: raw(`${chunked}64\r\n{"ok":`, "end"), get: "recovers", post: "passes" },
    { title: "closed between chunks", fault: raw(`${chunked}6\r\n{"ok":\r\n`, "end"), get: "recovers", post: "passes" },
    { title: "hang before the answer", fault: raw("", "hang"), get: "recovers", post: "ambiguous" },
    {
        title: "hang within the headers",
        fault: raw("HTTP/1.1 200 OK\r\nConte", "hang"),
        get: "recovers",
        post: "ambiguous",
    },
    { title: "hang mid-body", fault: raw(`${length}{"ok":`, "hang"), get: "recovers", post: "passes" },
    { title: "not HTTP", fault: raw("SSH-2.0-OpenSSH_9.6\r\n\r\n", "end"), get: "recovers", post: "ambiguous" },
    {
        title: "endless headers",
        fault: raw(`${head}X: ${"x".repeat(100_000)}\r\n\r\n`, "end"),
        get: "recovers",
        post: "ambiguous",
    },
    { title: "empty body", fault: answerText(""), get: "recovers", post: "passes" },
    {
        title: "body that is not JSON",
        fault: answerText("<html>Sign in to Wi-Fi</html>"),
        get: "recovers",
        post: "passes",
    },
    { title: "truncated JSON", fault: answerText('{"ok":tr'), get: "recovers", post: "passes" },
    { title: "JSON of another shape", fault: answerText('{"ok":[]}'), get: "recovers", post: "passes" },
    { title: "JSON null", fault: answerText("null"), get: "recovers", post: "passes" },
    { title: "byte order mark", fault: answerText('\uFEFF{"ok":true}'), get: "passes", post: "passes" },
    {
        title: "compressed body",
        fault: answerText(gzipSync('{"ok":true}'), jsonEncoding),
        get: "passes",
        post: "passes",
    },
    { title: "broken compression", fault: answerText("not gzip", jsonEncoding), get: "recovers", post: "passes" },
    {
        title: "compression bomb",
        fault: answerText(gzipSync(Buffer.alloc(20 * 1024 * 1024, " ")), jsonEncoding),
        get: "recovers",
        post: "passes",
    },
    { title: "50 MB body", fault: flood(50 * 1024 * 1024), get: "recovers", post: "passes" },
    { title: "400", fault: answer(400, { error: { code: "InvalidArgument", message: "m" } }), get: 400, post: 400 },
    { title: "401 once", fault: answer(401, { error: { code: "Unauthorized" } }), get: "recovers", post: "recovers" },
    { title: "403", fault: answer(403, { error: { code: "Forbidden" } }), get: 403, post: 403 },
    { title: "404", fault: answer(404), get: 404, post: 404 },
    { title: "408", fault: answer(408), get: "recovers", post: "ambiguous" },
    { title: "409", fault: answer(409, { error: { code: "Conflict" } }), get: 409, post: 409 },
    {
        title: "429 with seconds",
        fault: answer(429, undefined, { "Retry-After": "3" }),
        get: "recovers",
        post: "recovers",
    },
    {
        title: "429 with a date",
        fault: (request, response) =>
            answer(429, undefined, { "Retry-After": new Date(Date.now() + 3_000).toUTCString() })(request, response),
        get: "recovers",
        post: "recovers",
    },
    {
        title: "429 with garbage",
        fault: answer(429, undefined, { "Retry-After": "soon" }),
        get: "recovers",
        post: "recovers",
    },
    {
        title: "429 with an age",
        fault: answer(429, undefined, { "Retry-After": "99999999" }),
        get: "recovers",
        post: "recovers",
    },
    { title: "429 without Retry-After", fault: answer(429), get: "recovers", post: "recovers" },
    {
        title: "429 whose body hangs",
        fault: raw("HTTP/1.1 429 X\r\nContent-Length: 9\r\n\r\n", "hang"),
        get: "recovers",
        post: "recovers",
    },
    { title: "500", fault: answer(500), get: "recovers", post: "ambiguous" },
    { title: "502", fault: answer(502), get: "recovers", post: "ambiguous" },
    { title: "503", fault: answer(503, undefined, { "Retry-After": "1" }), get: "recovers", post: "recovers" },
    { title: "504", fault: answer(504), get: "recovers", post: "ambiguous" },
    {
        title: "404 whose body is cut",
        fault: raw("HTTP/1.1 404 X\r\nContent-Length: 9\r\n\r\n{", "reset"),
        get: 404,
        post: 404,
    },
    { title: "redirect", fault: answer(302, undefined, { Location: "https://evil.test/x" }), get: 302, post: 302 },
    { title: "permanent redirect", fault: answer(308, undefined, { Location: "/elsewhere" }), get: 308, post: 308 },
    { title: "redirect to nowhere", fault: answer(307), get: 307, post: 307 },
    { title: "redirect to nonsense", fault: answer(301, undefined, { Location: "http://" }), get: 301, post: 301 },
];
