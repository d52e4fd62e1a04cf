import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import { type Controls, makeControls } from "#emulator/control/controls";
import { createWorld } from "#emulator/createWorld";
import { type LoopbackServer, listen } from "#emulator/server";
import type { World } from "#emulator/world";
import { nodeFetchTransport } from "#provider/http/transport";
import type { VirtualClock } from "../unit/support/virtualClock";

/** An emulator behind a real socket, in the time of a test, that can be made to stop listening for a while. */
export interface SocketService extends Controls {
    /** The endpoint of both services. */
    readonly url: string;
    /** The value for `IDENTITY_ENDPOINT`. */
    readonly identityEndpoint: string;
    /** The value for `IDENTITY_HEADER`. */
    readonly identityHeader: string;
    readonly languageKey: string;
    /** What the services hold, without a copy. */
    readonly world: World;
    /** Carries requests by node-fetch. */
    readonly transport: Transport;
    /** Stops listening and drops all connections; what the services hold stays. */
    stopListening(): Promise<void>;
    /** Listens again at the same address. */
    listenAgain(): Promise<void>;
    close(): Promise<void>;
}

/** Starts an emulator on loopback. */
export async function socketService(clock: VirtualClock): Promise<SocketService> {
    const parts = { clock: () => clock.now(), sleep: (ms: number) => clock.sleep(ms) };
    const world = createWorld({
        ...parts,
        identityHeader: "identity-header-secret",
        languageKey: "language-key-secret",
    });
    const controls = makeControls(world);
    let server: LoopbackServer | undefined = await listen(world, controls, 0);
    const { url } = server;
    const transport = clock.watch(nodeFetchTransport);
    const stopListening = async () => {
        await server?.close();
        server = undefined;
    };
    return {
        ...controls,
        url,
        identityEndpoint: `${url}/msi/token`,
        identityHeader: world.identityHeader,
        languageKey: world.languageKey,
        world,
        transport,
        stopListening,
        async listenAgain() {
            server ??= await listen(world, controls, Number(new URL(url).port));
        },
        close: stopListening,
    };
}
