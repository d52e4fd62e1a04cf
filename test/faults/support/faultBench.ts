import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { directTransport } from "../../harness/directTransport";
import type { FrontEndName } from "../../harness/frontEnds/frontEnds";
import { createHarness, type Harness } from "../../harness/harness";
import { plainCredential } from "../../harness/plainCredential";
import { type SocketService, socketService } from "../../harness/socketService";
import { forgetManagedIdentity } from "../../unit/support/forgetManagedIdentity";
import { type VirtualClock, virtualClock } from "../../unit/support/virtualClock";
import { withEnvironment } from "../../unit/support/withEnvironment";
import { initialSeed } from "./programs";
import { Spy } from "./spy";

/** Everything a cell of the table stands on: services, a host that must never be asked, and the time of both. */
export interface FaultBench {
    clock: VirtualClock;
    service: SocketService;
    spy: Spy;
    /** The address of a server that has nothing to do with all this. */
    elsewhere: string;
    /** How often that server was asked. */
    strayRequests(): number;
    /** Goes over sockets, or, where no fault waits, without. */
    travel(way: "sockets" | "direct"): void;
    /** Makes an empty stack; `realSignIn` goes through the Azure library. */
    harness(options?: { realSignIn?: boolean }): Harness;
    /** Puts services, faults and options back to the beginning. */
    reset(): void;
    /** Runs with the environment that the Azure library's managed identity needs, and nothing of this machine's own. */
    signedIn<T>(act: () => Promise<T>): Promise<T>;
    close(): Promise<void>;
}

/** Starts a bench, whose stacks go through that front end. */
export async function faultBench(frontEnd?: FrontEndName): Promise<FaultBench> {
    const clock = virtualClock();
    const service = await socketService(clock);
    const stray = await strayServer();
    const spy = new Spy(service.transport, service.world);
    const direct = directTransport(service.world);
    const { identityEndpoint, identityHeader } = service;
    const createCredential = plainCredential(spy.transport, identityEndpoint, identityHeader);
    forgetManagedIdentity();
    return {
        clock,
        service,
        spy,
        elsewhere: stray.url,
        strayRequests: stray.count,
        travel: (way) => {
            spy.inner = way === "sockets" ? service.transport : direct;
        },
        harness: ({ realSignIn = false } = {}) =>
            createHarness({
                frontEnd,
                service: { transport: spy.transport, createCredential: realSignIn ? undefined : createCredential },
                clock,
            }),
        reset() {
            service.reset();
            service.putState(initialSeed);
            spy.doubleWork.length = 0;
            spy.begin();
        },
        signedIn: (act) =>
            withEnvironment(
                {
                    IDENTITY_ENDPOINT: identityEndpoint,
                    IDENTITY_HEADER: identityHeader,
                    AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
                },
                act,
            ),
        async close() {
            await Promise.all([service.close(), stray.close()]);
        },
    };
}

async function strayServer() {
    let count = 0;
    const server: Server = createServer((_, response) => {
        count += 1;
        response.end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        count: () => count,
        close: () => new Promise<void>((resolve) => server.close(() => resolve())),
    };
}
