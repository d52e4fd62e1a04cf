import { Server } from "node:net";

/** What the engine calls in a provider process when it is asked to stop: on Ctrl-C, and on SIGTERM. */
const cancelPath = "/pulumirpc.ResourceProvider/Cancel";

/**
 * Calls back whenever the engine cancels. Pulumi's provider process answers that call itself and does not tell the dynamic
 * providers in it, so this listens in at the server that the process has opened already. Node.js documents no other way to
 * find it; where this one is missing, an interrupted operation waits for its running work as it would anyway.
 */
export function watchCancel(onCancel: () => void, handles: readonly unknown[] = openHandles()): void {
    for (const server of handles) {
        if (server instanceof Server) {
            // HTTP/2 servers have this event, others never emit it.
            server.on("stream", (_stream: unknown, headers: Record<string, unknown> | undefined) => {
                if (headers?.[":path"] === cancelPath) {
                    onCancel();
                }
            });
        }
    }
}

function openHandles(): readonly unknown[] {
    const { _getActiveHandles } = process as { _getActiveHandles?: () => unknown[] };
    return _getActiveHandles?.call(process) ?? [];
}
