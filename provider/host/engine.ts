import { connect, type Socket } from "node:net";

/** The engine's address, `host:port`, which it hands to a provider process as an argument; undefined in any other process. */
export function engineAddress(args: readonly string[] = process.argv.slice(2)): string | undefined {
    return args.find((argument) => /^(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}$/.test(argument));
}

/** How much a line matters; what only tells of progress is worth nothing once the next line has come. */
export type Severity = "info" | "warning" | "progress";

/** Writes lines where the person who runs Pulumi sees them. */
export interface LineLog {
    /** Writes one line; never throws. */
    write(severity: Severity, line: string): void;
    /** Resolves once all lines written so far have arrived, or cannot arrive any more. */
    flush(): Promise<void>;
}

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

/** Ends this process when the engine has ended, which can record nothing any more; `abandon` comes first. */
export function endWithEngine(address: string, abandon: () => void): void {
    const end = () => {
        abandon();
        setImmediate(() => process.exit(1));
    };
    watchEngine({ address, onGone: end });
    process.stdout.on("error", end);
    process.stderr.on("error", end);
}
