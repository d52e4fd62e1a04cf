import { connect, type Socket } from "node:net";

/** What happens when the engine is gone. */
export interface EngineWatchOptions {
    /** The engine's address, `host:port`. */
    address: string;
    /** Called once, when nothing listens at the address any more. */
    onGone: () => void;
}

/**
 * Watches the engine from the provider's side by keeping a connection to its port open: an engine that is killed leaves
 * its provider running, and what that did from then on nobody would record. The engine closes connections that do not
 * speak its protocol after a while, so a closed one is only a reason to look again. Does not keep the process alive.
 */
export function watchEngine({ address, onGone }: EngineWatchOptions): () => void {
    const separator = address.lastIndexOf(":");
    const host = address.slice(0, separator).replace(/^\[|\]$/g, "");
    const port = Number(address.slice(separator + 1));
    let stopped = false;
    let socket: Socket | undefined;
    const look = () => {
        let refused = false;
        socket = connect({ host, port });
        socket.unref();
        socket.on("error", (error: NodeJS.ErrnoException) => {
            refused = error.code === "ECONNREFUSED";
        });
        socket.on("close", () => {
            if (!stopped && refused) {
                stopped = true;
                onGone();
            } else if (!stopped) {
                setTimeout(look, 20).unref();
            }
        });
        socket.resume();
    };
    look();
    return () => {
        stopped = true;
        socket?.destroy();
    };
}
