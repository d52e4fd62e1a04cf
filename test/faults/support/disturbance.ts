import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import type { EmulatorOptions } from "#emulator/options";
import { MemoryBench } from "../../harness/bench/memoryBench";
import type { FrontEndName } from "../../harness/frontEnds/frontEnds";
import { createHarness, type Harness } from "../../harness/harness";
import type { ProviderProcess } from "../../harness/providerProcess";
import { initialSeed } from "./programs";

type RunOptions = Parameters<Harness["up"]>[1];

/** A stack and services, and something that befalls one of them when the request with some number is about to be sent. */
export interface Disturbance {
    bench: MemoryBench;
    harness: Harness;
    /**
     * Runs an operation with it. Tells how long, in milliseconds of the clock, the operation went on afterwards; undefined
     * where there were not so many requests.
     */
    strikeAt(
        request: number,
        strike: (process: ProviderProcess | undefined) => void,
        operation: (options: RunOptions) => Promise<unknown>,
    ): Promise<number | undefined>;
}

/** Makes one; the services behave as the options say. */
export function disturbance(options: Partial<EmulatorOptions>, frontEnd?: FrontEndName): Disturbance {
    const bench = new MemoryBench(initialSeed, options);
    let process: ProviderProcess | undefined;
    let beforeRequest: () => void = () => undefined;
    const transport: Transport = {
        sendRequest(request) {
            beforeRequest();
            return bench.emulator.transport.sendRequest(request);
        },
    };
    return {
        bench,
        harness: createHarness({ frontEnd, service: { ...bench.emulator, transport }, clock: bench.clock }),
        async strikeAt(request, strike, operation) {
            let left = request;
            let struckAt: number | undefined;
            beforeRequest = () => {
                if (left-- === 0) {
                    struckAt = bench.clock.now();
                    strike(process);
                }
            };
            const onProcess = (started: ProviderProcess) => {
                process = started;
            };
            await operation({ onProcess });
            beforeRequest = () => undefined;
            return struckAt === undefined ? undefined : bench.clock.now() - struckAt;
        },
    };
}
