import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { watchEngine } from "#provider/host/engine";

/** A port that listens as an engine does, and the connections to it. */
async function listen(): Promise<{ server: Server; sockets: Set<Socket>; address: string }> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
        sockets.add(socket);
        socket.on("close", () => sockets.delete(socket));
        socket.on("error", () => undefined);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return { server, sockets, address: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Ends an engine as a kill does: nobody listens, and its connections are reset. */
function kill({ server, sockets }: { server: Server; sockets: Set<Socket> }): void {
    server.close();
    for (const socket of sockets) {
        socket.resetAndDestroy();
    }
}

describe("watchEngine", () => {
    const stops: (() => void)[] = [];
    afterEach(() => {
        for (const stop of stops.splice(0)) {
            stop();
        }
    });

    function watch(address: string) {
        const gone: number[] = [];
        stops.push(watchEngine({ address, onGone: () => gone.push(Date.now()) }));
        return gone;
    }

    /** Waits for a condition, some seconds at most. */
    async function until(condition: () => boolean): Promise<void> {
        for (let turns = 0; turns < 1_000 && !condition(); turns++) {
            await delay(5);
        }
    }

    it("tells once when the engine is gone", async () => {
        const engine = await listen();
        const gone = watch(engine.address);
        await until(() => engine.sockets.size > 0);
        kill(engine);
        await until(() => gone.length > 0);
        await delay(60);
        expect(gone).to.have.length(1);
    });

    it("tells nothing where the engine only closes the connection", async () => {
        const engine = await listen();
        stops.push(() => kill(engine));
        const gone = watch(engine.address);
        for (let times = 0; times < 3; times++) {
            await until(() => engine.sockets.size > 0);
            for (const socket of engine.sockets) {
                socket.destroy();
            }
            await until(() => engine.sockets.size === 0);
        }
        await until(() => engine.sockets.size > 0);
        expect(gone).to.have.length(0);
    });

    it("keeps one connection, and sends nothing on it", async () => {
        const engine = await listen();
        stops.push(() => kill(engine));
        let received = 0;
        engine.server.on("connection", (socket) => socket.on("data", (data) => (received += data.length)));
        watch(engine.address);
        await until(() => engine.sockets.size > 0);
        await delay(80);
        expect([engine.sockets.size, received]).to.deep.equal([1, 0]);
    });

    it("tells where nobody ever listened", async () => {
        const engine = await listen();
        kill(engine);
        await once(engine.server, "close");
        const gone = watch(engine.address);
        await until(() => gone.length > 0);
        expect(gone).to.have.length(1);
    });

    it("tells nothing any more once it was stopped", async () => {
        const engine = await listen();
        const gone = watch(engine.address);
        await until(() => engine.sockets.size > 0);
        stops.splice(0).forEach((stop) => {
            stop();
        });
        kill(engine);
        await delay(80);
        expect(gone).to.have.length(0);
    });

    it("understands an address in brackets", async () => {
        const engine = await listen();
        const port = engine.address.split(":")[1];
        kill(engine);
        const gone = watch(`[::1]:${port}`);
        await until(() => gone.length > 0);
        expect(gone).to.have.length(1);
    });
});
