import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Bench } from "../../harness/bench/bench";
import type { FrontEndName } from "../../harness/frontEnds/frontEnds";
import { createHarness, type Harness } from "../../harness/harness";
import { memoryTransport } from "../../harness/memoryEmulator";
import { plainCredential } from "../../harness/plainCredential";
import { signInEnvironment } from "../../harness/signInEnvironment";
import { type SocketService, socketService } from "../../harness/socketService";
import { forgetManagedIdentity } from "../../unit/support/forgetManagedIdentity";
import { type VirtualClock, virtualClock } from "../../unit/support/virtualClock";
import { withEnvironment } from "../../unit/support/withEnvironment";
import { initialSeed } from "./programs";
import { Spy } from "./spy";

/** Services behind sockets with a spy before them, a host that must never be asked, and the time of both; stacks that use them. */
export class SpiedBench extends Bench<SocketService> {
    readonly spy: Spy;
    /** What was wrong, if anything, with what followed from each end of a cell. */
    readonly sequels = new Map<string, readonly string[]>();

    private constructor(
        emulator: SocketService,
        readonly clock: VirtualClock,
        private readonly stray: StrayServer,
        private readonly frontEnd: FrontEndName | undefined,
    ) {
        super(emulator);
        this.spy = new Spy(emulator.transport, emulator.world);
    }

    /** Starts a bench, whose stacks go through that front end. Default: the dynamic providers. */
    static async start(frontEnd?: FrontEndName): Promise<SpiedBench> {
        const clock = virtualClock();
        forgetManagedIdentity();
        return new SpiedBench(await socketService(clock), clock, await strayServer(), frontEnd);
    }

    /** The address of a server that has nothing to do with all this. */
    get elsewhere(): string {
        return this.stray.url;
    }

    /** How often that server was asked. */
    strayRequests(): number {
        return this.stray.count();
    }

    /** Goes over sockets, or, where no fault waits, without. */
    travel(way: "sockets" | "direct"): void {
        const { transport, world, url } = this.emulator;
        this.spy.inner = way === "sockets" ? transport : memoryTransport(world, new URL(url).port);
    }

    /** Makes an empty stack; `realSignIn` goes through the Azure library. */
    harness({ realSignIn = false } = {}): Harness {
        const { identityEndpoint, identityHeader } = this.emulator;
        const { transport } = this.spy;
        const createCredential = realSignIn ? undefined : plainCredential(transport, identityEndpoint, identityHeader);
        return createHarness({ frontEnd: this.frontEnd, service: { transport, createCredential }, clock: this.clock });
    }

    /** Puts services, faults and options back to the beginning. */
    reset(): void {
        this.emulator.reset();
        this.emulator.putState(initialSeed);
        this.spy.secrets.clear();
        this.spy.doubleWork.length = 0;
        this.spy.begin();
    }

    /** Runs with the environment that the Azure library's managed identity needs, and nothing of this machine's own. */
    signedIn<T>(act: () => Promise<T>): Promise<T> {
        return withEnvironment(signInEnvironment(this.emulator), act);
    }

    async close(): Promise<void> {
        await Promise.all([this.emulator.close(), this.stray.close()]);
    }
}

interface StrayServer {
    url: string;
    count(): number;
    close(): Promise<void>;
}

async function strayServer(): Promise<StrayServer> {
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
