import { writeFileSync } from "node:fs";
import { register } from "node:module";
import { isMainThread, MessageChannel, receiveMessageOnPort } from "node:worker_threads";

/*
 * Loaded before a script by `node --require`: at the script's end writes, as a JSON array, which modules it loaded to the
 * file that LOADED_MODULES_FILE names.
 */

// Modules of the newer kind are not in the cache of `require`.
const hooks = `
    let port;
    export const initialize = (data) => { port = data.port; };
    export const load = (url, context, next) => { port.postMessage(url); return next(url, context); };`;

function report(file: string): void {
    const { port1, port2 } = new MessageChannel();
    const data = { port: port2 };
    register(`data:text/javascript,${encodeURIComponent(hooks)}`, { data, transferList: [port2] });
    process.on("exit", () => {
        const modules = Object.keys(require.cache);
        for (let next = receiveMessageOnPort(port1); next; next = receiveMessageOnPort(port1)) {
            modules.push(String(next.message));
        }
        writeFileSync(file, JSON.stringify(modules));
    });
    process.on("SIGINT", () => process.exit(0));
}

// The thread in which the hooks run is given the same `--require`.
if (isMainThread && process.env.LOADED_MODULES_FILE !== undefined) {
    report(process.env.LOADED_MODULES_FILE);
}
