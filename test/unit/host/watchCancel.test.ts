import { once } from "node:events";
import { connect, createServer } from "node:http2";
import { type AddressInfo, createServer as createNetServer } from "node:net";
import { expect } from "chai";
import { watchCancel } from "#provider/host/dynamic/watchCancel";

describe("watchCancel", () => {
    it("hears the engine's cancel among other calls, and leaves the answers to the server", async () => {
        const server = createServer().on("stream", (stream) => stream.end("answered"));
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
        const plain = createNetServer();
        let heard = 0;
        watchCancel(() => {
            heard += 1;
        }, [plain, {}, undefined, server]);
        const client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
        const answers: string[] = [];
        for (const name of ["Check", "Cancel", "Create"]) {
            const call = client.request({ ":method": "POST", ":path": `/pulumirpc.ResourceProvider/${name}` });
            answers.push(String((await once(call.setEncoding("utf8"), "data"))[0]));
        }
        expect(heard).to.equal(1);
        expect(answers).to.deep.equal(["answered", "answered", "answered"]);
        client.close();
        server.close();
    });

    it("finds the servers of the process by itself", async () => {
        const server = createServer();
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
        watchCancel(() => undefined);
        expect(server.listenerCount("stream")).to.equal(1);
        server.close();
    });
});
