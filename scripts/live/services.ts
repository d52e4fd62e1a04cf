import { createCredentialFactory } from "#provider/auth/credentialFactory";
import { createTokenSource } from "#provider/auth/tokenSource";
import { systemClock } from "#provider/core/clock";
import { Deadline } from "#provider/core/deadline";
import { DeviceService } from "#provider/graph/client";
import { createHttpClient } from "#provider/http/client";
import { nodeFetchTransport } from "#provider/http/transport";
import type { HttpClient, TokenSource } from "#provider/http/types";
import { Recorder } from "./recorder";

/** The provider's own clients, with a recorder in the line. No Language key is used: assign takes a token only. */
export interface LiveServices {
    http: HttpClient;
    graph: DeviceService;
    recorder: Recorder;
    say: (line: string) => void;
    /** Aborted when somebody wants the check to stop; taking back goes on nevertheless. */
    stop: AbortSignal;
    /** A deadline for one part of the check, which `stop` ends early unless it is to take something back. */
    deadline(part: "change" | "undo"): Deadline;
}

/** Opens the services. Nothing is sent yet. */
export function openServices(options: {
    timeoutInMs: number;
    stop: AbortSignal;
    say: (line: string) => void;
    learnSecrets: (texts: readonly string[]) => void;
}): LiveServices {
    const { timeoutInMs, stop, say, learnSecrets } = options;
    const clock = systemClock;
    const recorder = new Recorder(nodeFetchTransport);
    const source = createTokenSource({ clock, createCredential: createCredentialFactory({ clock }), say });
    const tokens: TokenSource = {
        async getToken(request) {
            const token = await source.getToken(request);
            learnSecrets([token]);
            return token;
        },
        identityOf: (request) => source.identityOf?.(request),
    };
    const http = createHttpClient({ tokens, clock, transport: recorder.transport, say });
    return {
        http,
        graph: new DeviceService(http, clock),
        recorder,
        say,
        stop,
        deadline: (part) => new Deadline(clock, timeoutInMs, part === "change" ? stop : undefined),
    };
}
