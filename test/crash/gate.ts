import { type Emulator, startEmulator } from "#emulator/index";
import type { Hold } from "./moments";
import { until } from "./until";

/** An emulator that holds requests back for as long as a test needs, however slow the machine is. */
export class Gate {
    private readonly held: (() => void)[] = [];

    /** Starts the emulator. */
    start(): Promise<Emulator> {
        return startEmulator({ sleep: () => new Promise<void>((resolve) => void this.held.push(resolve)) });
    }

    /** Holds back the next such request, and lets those go on that are held already. */
    hold(emulator: Emulator, match: Hold): void {
        // How long is for the gate to say.
        emulator.setFaults([{ match, times: 1, action: { delayMs: 1 } }]);
        this.open();
    }

    /** Waits until a request is held back. */
    async comes(): Promise<void> {
        await until("the moment comes", () => this.held.length > 0);
    }

    /** Lets all go on. */
    open(): void {
        for (const go of this.held.splice(0)) {
            go();
        }
    }
}
