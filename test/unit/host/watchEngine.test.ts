import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { watchEngine } from "#provider/host/watchEngine";

async function listen(onConnection: (socket: Socket) => void): Promise<{ server: Server; address: string }> {
    const server = createServer(onConnection).listen(0, "127.0.0.1");
    await once(server, "listening");
    return { server, address: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe("watchEngine", () => {
    it("tells once that nothing listens any more", async () => {
        const sockets: Socket[] = [];
        const { server, address } = await listen((socket) => sockets.push(socket));
        const connected = once(server, "connection");
        let gone = 0;
        const stop = watchEngine({ address, onGone: () => gone++ });
        await connected;
        expect(gone).to.equal(0);
        server.close();
        for (const socket of sockets) {
            socket.destroy();
        }
        await sleep(120);
        expect(gone).to.equal(1);
        stop();
    });

    it("looks again when the engine closes a connection that says nothing", async () => {
        let connections = 0;
        const { server, address } = await listen((socket) => {
            connections += 1;
            socket.destroy();
        });
        let gone = 0;
        const stop = watchEngine({ address, onGone: () => gone++ });
        await sleep(120);
        stop();
        server.close();
        expect(connections).to.be.greaterThan(1);
        await sleep(60);
        expect(gone).to.equal(0);
    });
});
